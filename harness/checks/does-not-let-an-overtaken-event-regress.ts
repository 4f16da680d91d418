// Deliveries overtake each other: what was decided last counts, not what arrived last.
import { defineCheck } from '../check.ts';
import { lateEvents } from '../order.ts';
import { retrying } from '../sources.ts';

export const doesNotLetAnOvertakenEventRegress = defineCheck({
  id: 'does-not-let-an-overtaken-event-regress',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'An event that was overtaken by a newer one does not undo what the newer one decided.',
  clause: retrying,
  catches: ['lets-a-late-event-regress'],
  fix: 'Keep the time of the newest decision about a person and ignore events that were made before it.',
  judge: lateEvents('reordered', 'No event was overtaken by a newer one about the same person.'),
});
