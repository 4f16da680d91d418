// How a Sumsub applicant stands: the review status, its result, and the events that a change of them fires.
import type { JsonObject, Landing, Outcome } from '../../profile.ts';

/** Every way to `reviewStatus: completed` is a status of its own here, so that GREEN can become RED and back. */
export const moves: Readonly<Record<string, readonly string[]>> = {
  init: ['pending'],
  pending: ['onHold', 'completed-green', 'completed-red'],
  onHold: ['pending', 'completed-green', 'completed-red'],
  'completed-green': ['completed-red', 'pending'],
  'completed-red': ['completed-green', 'pending'],
};

const red = (reviewRejectType: 'FINAL' | 'RETRY', rejectLabels: readonly string[]): JsonObject => ({
  moderationComment: 'The document could not be accepted.',
  clientComment: 'Made up by doubleact.',
  reviewAnswer: 'RED',
  rejectLabels,
  reviewRejectType,
});

export const landings: Readonly<Partial<Record<Outcome, Landing>>> = {
  pending: { status: 'pending', fields: { reviewResult: null } },
  review: { status: 'onHold', fields: { reviewResult: null } },
  approved: { status: 'completed-green', fields: { reviewResult: { reviewAnswer: 'GREEN' } } },
  rejected: {
    status: 'completed-red',
    fields: { reviewResult: red('FINAL', ['UNSATISFACTORY_PHOTOS', 'GRAPHIC_EDITOR', 'FORGERY']) },
  },
  // The person may try again, so nobody has been verified and nobody is refused for good.
  failed: { status: 'completed-red', fields: { reviewResult: red('RETRY', ['UNSATISFACTORY_PHOTOS', 'SCREENSHOTS']) } },
};

export function fires(to: string): readonly string[] {
  if (to === 'init') return ['applicantCreated'];
  if (to === 'pending') return ['applicantPending'];
  return [to === 'onHold' ? 'applicantOnHold' : 'applicantReviewed'];
}

/** As the API and the webhooks write it. */
export const reviewStatusOf = (status: string): string => (status.startsWith('completed') ? 'completed' : status);
