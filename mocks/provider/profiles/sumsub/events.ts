// Sumsub's event types that are about one applicant and whose body is known. Types of transaction monitoring, AML cases,
// video, companies and the travel rule carry other bodies, which no document read here shows.
import type { EventType, Outcome } from '../../profile.ts';

const of = (type: string, tells: string, ...says: readonly [Outcome, ...Outcome[]]): EventType => ({
  type,
  tells,
  documented: true,
  says,
});

export const events: readonly EventType[] = [
  of('applicantCreated', 'an applicant profile was made', 'pending'),
  of('applicantPending', 'all documents are there, the check has begun', 'pending'),
  of(
    'applicantReviewed',
    'the check is over: GREEN or RED; it may come again with another answer',
    'approved',
    'rejected',
    'failed',
  ),
  of('applicantOnHold', 'somebody must look at it', 'review'),
  of('applicantPrechecked', 'the automatic part of the check is over', 'pending'),
  of('applicantAwaitingUser', 'the check waits for the person', 'pending'),
  of('applicantAwaitingService', 'the check waits for another service', 'pending'),
  of('applicantPersonalInfoChanged', 'personal data were changed', 'pending'),
  of('applicantTagsChanged', 'tags were changed', 'pending'),
  of('applicantLevelChanged', 'another level is to be reached', 'pending'),
  of('applicantReset', 'the profile was reset', 'pending'),
  // Reviews of an action, such as a payment method: GREEN here says nothing of the person's verification.
  of('applicantActionPending', 'the check of an action has begun', 'pending'),
  of('applicantActionReviewed', 'the check of an action is over; it decides nothing about the person', 'pending'),
  of('applicantActionOnHold', 'somebody must look at an action', 'pending'),
];

/** What the review of an action reports, whatever the person's own review is. */
export const actionStatuses: Readonly<Record<string, string>> = {
  applicantActionPending: 'pending',
  applicantActionReviewed: 'completed',
  applicantActionOnHold: 'onHold',
};

/** What these types report by their name alone. */
export const namedStatuses: Readonly<Record<string, string>> = {
  applicantCreated: 'init',
  applicantReset: 'init',
  applicantPrechecked: 'queued',
  applicantAwaitingUser: 'awaitingUser',
  applicantAwaitingService: 'awaitingService',
};
