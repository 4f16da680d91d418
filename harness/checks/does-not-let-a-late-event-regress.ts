// An older event about somebody who is already decided: late news is no news.
import { defineCheck } from '../check.ts';
import { lateEvents } from '../order.ts';
import { retrying } from '../sources.ts';

export const doesNotLetALateEventRegress = defineCheck({
  id: 'does-not-let-a-late-event-regress',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'An older event that comes after the decision changes nothing.',
  clause: retrying,
  catches: ['lets-a-late-event-regress'],
  fix: 'Keep the time of the newest decision about a person and ignore events that were made before it.',
  judge: lateEvents('late-older-event', 'No older event came after the decision about the same person.'),
});
