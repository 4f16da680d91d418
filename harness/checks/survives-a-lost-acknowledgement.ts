// The receiver answered, the answer was lost, the provider sends again: to the receiver it is a duplicate.
import { isOfOneLevel, isTaken, perPerson, workedOnce } from '../accounts.ts';
import { defineCheck } from '../check.ts';
import { deduping } from '../sources.ts';
import { approvalsOf } from '../told.ts';

export const survivesALostAcknowledgement = defineCheck({
  id: 'survives-a-lost-acknowledgement',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'When the acknowledgement is lost and the event comes again, it is not worked on again.',
  clause: deduping,
  catches: ['does-not-dedupe', 'revokes-on-duplicates'],
  fix: 'Remember the event before answering: that it was answered does not mean that the answer arrived.',
  judge: perPerson(
    (person, run) =>
      isTaken(person, run) &&
      isOfOneLevel(person, run) &&
      approvalsOf(run, person).some(
        ({ attempts }) => attempts.length > 1 && attempts.some(({ answered }) => answered?.discarded === true),
      ),
    workedOnce,
    'No answer was lost on an event that led to a credential and came again.',
  ),
});
