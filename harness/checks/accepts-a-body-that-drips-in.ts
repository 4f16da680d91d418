// Networks are slow, and a body may come in many packets.
import { defineCheck } from '../check.ts';
import { accepts } from '../reception.ts';
import { answering } from '../sources.ts';

export const acceptsABodyThatDripsIn = defineCheck({
  id: 'accepts-a-body-that-drips-in',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'A delivery whose body comes a piece at a time is taken.',
  clause: answering,
  catches: ['gives-a-body-no-time', 'reads-only-the-first-piece'],
  fix: 'Wait for the whole body, and only then verify it.',
  judge: accepts('slow-drip'),
});
