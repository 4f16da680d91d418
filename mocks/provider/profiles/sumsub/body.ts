// The body of a Sumsub webhook: flat, without a word about the person but their ids, keys in the order of a captured one.
import type { EventHead, JsonObject, Readings, Subject } from '../../profile.ts';
import { actionStatuses, namedStatuses } from './events.ts';
import { landings, reviewStatusOf } from './review.ts';

export function bodyOf(event: EventHead, applicant: Subject | null, readings: Readings): JsonObject {
  if (applicant === null) return {};
  const { fields } = applicant;
  const isAction = Object.hasOwn(actionStatuses, event.type);
  const status = statusIn(event, applicant);
  const result = isAction ? { reviewAnswer: 'GREEN' } : resultIn(event, applicant);
  return {
    applicantId: applicant.id,
    inspectionId: fields.inspectionId ?? '',
    applicantType: 'individual',
    correlationId: fields.correlationId ?? '',
    levelName: levelOf(applicant, readings),
    sandboxMode: readings['sandbox-mode'] === 'text' ? String(!event.livemode) : !event.livemode,
    externalUserId: applicant.applicant.customerId,
    ...(isAction && {
      applicantActionId: fields.actionId ?? '',
      externalApplicantActionId: `action-${fields.actionId}`,
    }),
    type: event.type,
    ...(status === 'completed' && { reviewResult: result }),
    reviewStatus: status,
    createdAt: `${spaced(event.created).slice(0, 19)}+0000`,
    createdAtMs: spaced(event.created),
    clientId: 'doubleact',
  };
}

export function levelOf({ applicant }: Subject, readings: Readings): string {
  return readings['level-name'] === 'sample' ? 'basic-kyc-level' : applicant.level;
}

/** `2024-09-23 23:10:24.704`: UTC, though it does not say so. */
export function spaced(time: number): string {
  return new Date(time).toISOString().replace('T', ' ').replace('Z', '');
}

function statusIn(event: EventHead, { status }: Subject): string {
  const landed = landings[event.outcome]?.status ?? status;
  return actionStatuses[event.type] ?? namedStatuses[event.type] ?? reviewStatusOf(landed);
}

/** Its own outcome's, so that a late event still shows the state it was fired in. */
function resultIn(event: EventHead, { fields }: Subject): JsonObject {
  const own = fields.reviewResult;
  const landed = landings[event.outcome]?.fields?.reviewResult;
  const kept = isSameAnswer(own, landed) ? own : landed;
  return (kept ?? {}) as JsonObject;
}

function isSameAnswer(own: unknown, landed: unknown): boolean {
  const answer = (value: unknown) =>
    JSON.stringify([(value as JsonObject | null)?.reviewAnswer, (value as JsonObject | null)?.reviewRejectType]);
  return answer(own) === answer(landed);
}
