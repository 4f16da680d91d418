// Whether a body announced as text is read is left open; a fault of its own it must not be.
import { defineCheck } from '../check.ts';
import { survives } from '../reception.ts';
import { answering } from '../sources.ts';

export const survivesAWrongContentType = defineCheck({
  id: 'survives-a-wrong-content-type',
  group: 'delivery',
  level: 'should',
  provenance: 'practice',
  rule: 'A delivery with another content type is taken or refused, without a crash or a 5xx.',
  clause: answering,
  catches: ['answers-500-to-another-content-type'],
  fix: 'Read the raw body whatever its content type, or refuse with 415.',
  judge: survives('wrong-content-type'),
});
