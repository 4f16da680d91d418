// A sender may break off in the middle of the body: that must cost nobody else anything.
import { defineCheck } from '../check.ts';
import { survives } from '../reception.ts';
import { answering } from '../sources.ts';

export const survivesABrokenConnection = defineCheck({
  id: 'survives-a-broken-connection',
  group: 'delivery',
  level: 'must',
  provenance: 'practice',
  rule: 'A connection that breaks in the middle of a body does no harm to the deliveries after it.',
  clause: answering,
  catches: [],
  fix: 'Handle the error of a request stream; an unhandled one ends the process.',
  judge: survives('dropped-connection'),
});
