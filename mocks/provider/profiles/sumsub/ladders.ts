// When Sumsub sends again: "after 5 minutes, 1 hour, 5 and 18 hours", and a short ladder of its own for actions.
import { HOUR, MINUTE, SECOND } from '../../profile.ts';

export const ladders: Readonly<Record<string, readonly number[]>> = {
  'from-previous': [5 * MINUTE, HOUR, 5 * HOUR, 18 * HOUR],
  'from-first': [5 * MINUTE, 55 * MINUTE, 4 * HOUR, 13 * HOUR],
  none: [],
};

/** "After 30 seconds, then again after 30 seconds, 1 minute and 5 minutes". */
const ofActions = [30 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE] as const;

export const actionLadders = [
  { types: ['applicantActionReviewed', 'applicantActionOnHold', 'applicantActionPending'], retries: ofActions },
] as const;
