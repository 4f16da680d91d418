// Every check, one line each.
import type { Check } from '../check.ts';
import { acceptsABodyThatDripsIn } from './accepts-a-body-that-drips-in.ts';
import { acceptsAChunkedBody } from './accepts-a-chunked-body.ts';
import { acceptsAGoodV1Last } from './accepts-a-good-v1-last.ts';
import { acceptsATrailingNewline } from './accepts-a-trailing-newline.ts';
import { acceptsAValidDelivery } from './accepts-a-valid-delivery.ts';
import { acceptsBigIntegers } from './accepts-big-integers.ts';
import { acceptsEscapedSlashes } from './accepts-escaped-slashes.ts';
import { acceptsHeaderNamesInAnyCase } from './accepts-header-names-in-any-case.ts';
import { acceptsJustInsideTheFuture } from './accepts-just-inside-the-future.ts';
import { acceptsJustInsideThePast } from './accepts-just-inside-the-past.ts';
import { acceptsKeysInAnotherOrder } from './accepts-keys-in-another-order.ts';
import { acceptsLettersOutsideAscii } from './accepts-letters-outside-ascii.ts';
import { acceptsTheNewSecretDuringRotation } from './accepts-the-new-secret-during-rotation.ts';
import { acceptsUnicodeEscapes } from './accepts-unicode-escapes.ts';
import { acceptsWhitespace } from './accepts-whitespace.ts';
import { acknowledgesDuplicates } from './acknowledges-duplicates.ts';
import { acknowledgesEventsThatApproveNobody } from './acknowledges-events-that-approve-nobody.ts';
import { acknowledgesUnknownEventTypes } from './acknowledges-unknown-event-types.ts';
import { answersBeforeTheChainConfirms } from './answers-before-the-chain-confirms.ts';
import { answersNo4xxForItsOwnFailures } from './answers-no-4xx-for-its-own-failures.ts';
import { answersWithinTheTimeOut } from './answers-within-the-time-out.ts';
import { dedupesConcurrentDuplicates } from './dedupes-concurrent-duplicates.ts';
import { dedupesLateDuplicates } from './dedupes-late-duplicates.ts';
import { dedupesSequentialDuplicates } from './dedupes-sequential-duplicates.ts';
import { dedupesTheSameIdWithAnotherBody } from './dedupes-the-same-id-with-another-body.ts';
import { doesNotLeakInternals } from './does-not-leak-internals.ts';
import { doesNotLetALateEventRegress } from './does-not-let-a-late-event-regress.ts';
import { doesNotLetAnOvertakenEventRegress } from './does-not-let-an-overtaken-event-regress.ts';
import { doesNotReissueWhilePending } from './does-not-reissue-while-pending.ts';
import { doesNotRevokeAndReissueOnDuplicates } from './does-not-revoke-and-reissue-on-duplicates.ts';
import { doesNothingForARefusedDelivery } from './does-nothing-for-a-refused-delivery.ts';
import { honoursRetryAfter } from './honours-retry-after.ts';
import { issueBodyFitsTheProgram } from './issue-body-fits-the-program.ts';
import { issuesForEveryApproval } from './issues-for-every-approval.ts';
import { issuesNothingForACancellation } from './issues-nothing-for-a-cancellation.ts';
import { issuesNothingForAFailedVerification } from './issues-nothing-for-a-failed-verification.ts';
import { issuesNothingForAPartialResult } from './issues-nothing-for-a-partial-result.ts';
import { issuesNothingForARejection } from './issues-nothing-for-a-rejection.ts';
import { issuesNothingForAnExpiry } from './issues-nothing-for-an-expiry.ts';
import { issuesNothingForStrangers } from './issues-nothing-for-strangers.ts';
import { issuesNothingForTheOtherMode } from './issues-nothing-for-the-other-mode.ts';
import { issuesNothingUnderReview } from './issues-nothing-under-review.ts';
import { issuesNothingWhilePending } from './issues-nothing-while-pending.ts';
import { issuesTheRightLevel } from './issues-the-right-level.ts';
import { issuesTheRightTime } from './issues-the-right-time.ts';
import { issuesToTheRightPerson } from './issues-to-the-right-person.ts';
import { looksUpBeforeActing } from './looks-up-before-acting.ts';
import { losesNothingInARestart } from './loses-nothing-in-a-restart.ts';
import { makesOneCredentialAfterADroppedAnswer } from './makes-one-credential-after-a-dropped-answer.ts';
import { pollsByClaimHash } from './polls-by-claim-hash.ts';
import { pollsUntilOnchain } from './polls-until-onchain.ts';
import { pollsWithBackOff } from './polls-with-back-off.ts';
import { processesAWholeBurst } from './processes-a-whole-burst.ts';
import { recoversFromAnIssuerOutage } from './recovers-from-an-issuer-outage.ts';
import { recoversFromAnOutageOfItsOwn } from './recovers-from-an-outage-of-its-own.ts';
import { refusesAFutureTimestamp } from './refuses-a-future-timestamp.ts';
import { refusesAMissingSignature } from './refuses-a-missing-signature.ts';
import { refusesARotatedOutSecret } from './refuses-a-rotated-out-secret.ts';
import { refusesASignatureThatIsNotHex } from './refuses-a-signature-that-is-not-hex.ts';
import { refusesASignatureWithoutTimestamp } from './refuses-a-signature-without-timestamp.ts';
import { refusesASignatureWithoutV1 } from './refuses-a-signature-without-v1.ts';
import { refusesAStaleTimestamp } from './refuses-a-stale-timestamp.ts';
import { refusesATamperedBody } from './refuses-a-tampered-body.ts';
import { refusesATruncatedSignature } from './refuses-a-truncated-signature.ts';
import { refusesAWrongSecret } from './refuses-a-wrong-secret.ts';
import { refusesAnEmptySignature } from './refuses-an-empty-signature.ts';
import { refusesAnotherScheme } from './refuses-another-scheme.ts';
import { refusesAnotherTenantsSecret } from './refuses-another-tenants-secret.ts';
import { remembersOverARestart } from './remembers-over-a-restart.ts';
import { retriesAfter5xx } from './retries-after-5xx.ts';
import { sendsTheTokenBare } from './sends-the-token-bare.ts';
import { signsAFreshTokenPerCall } from './signs-a-fresh-token-per-call.ts';
import { signsNoLongLivedTokens } from './signs-no-long-lived-tokens.ts';
import { signsShortLivedTokens } from './signs-short-lived-tokens.ts';
import { signsTokensForTheRightPerson } from './signs-tokens-for-the-right-person.ts';
import { signsTokensThatAreBelieved } from './signs-tokens-that-are-believed.ts';
import { signsTokensWithAnAllowedAlgorithm } from './signs-tokens-with-an-allowed-algorithm.ts';
import { signsTokensWithEveryClaim } from './signs-tokens-with-every-claim.ts';
import { signsTokensWithKid } from './signs-tokens-with-kid.ts';
import { signsTokensWithTheRightScope } from './signs-tokens-with-the-right-scope.ts';
import { signsTokensWithTyp } from './signs-tokens-with-typ.ts';
import { stopsPollingAtATerminalAnswer } from './stops-polling-at-a-terminal-answer.ts';
import { survivesABrokenConnection } from './survives-a-broken-connection.ts';
import { survivesALostAcknowledgement } from './survives-a-lost-acknowledgement.ts';
import { survivesAWrongContentType } from './survives-a-wrong-content-type.ts';
import { survivesDoubledSignatureFields } from './survives-doubled-signature-fields.ts';

export const checks: readonly Check[] = [
  acceptsAGoodV1Last,
  acceptsATrailingNewline,
  acceptsAValidDelivery,
  acceptsBigIntegers,
  acceptsEscapedSlashes,
  acceptsHeaderNamesInAnyCase,
  acceptsJustInsideTheFuture,
  acceptsJustInsideThePast,
  acceptsKeysInAnotherOrder,
  acceptsLettersOutsideAscii,
  acceptsTheNewSecretDuringRotation,
  acceptsUnicodeEscapes,
  acceptsWhitespace,
  refusesAFutureTimestamp,
  refusesAMissingSignature,
  refusesARotatedOutSecret,
  refusesASignatureThatIsNotHex,
  refusesASignatureWithoutTimestamp,
  refusesASignatureWithoutV1,
  refusesAStaleTimestamp,
  refusesATamperedBody,
  refusesATruncatedSignature,
  refusesAWrongSecret,
  refusesAnEmptySignature,
  refusesAnotherScheme,
  refusesAnotherTenantsSecret,
  survivesDoubledSignatureFields,
  acceptsABodyThatDripsIn,
  acceptsAChunkedBody,
  acknowledgesDuplicates,
  acknowledgesEventsThatApproveNobody,
  acknowledgesUnknownEventTypes,
  answersBeforeTheChainConfirms,
  answersNo4xxForItsOwnFailures,
  answersWithinTheTimeOut,
  dedupesConcurrentDuplicates,
  dedupesLateDuplicates,
  dedupesSequentialDuplicates,
  dedupesTheSameIdWithAnotherBody,
  doesNotLeakInternals,
  doesNotLetALateEventRegress,
  doesNotLetAnOvertakenEventRegress,
  losesNothingInARestart,
  processesAWholeBurst,
  recoversFromAnIssuerOutage,
  recoversFromAnOutageOfItsOwn,
  remembersOverARestart,
  survivesABrokenConnection,
  survivesALostAcknowledgement,
  survivesAWrongContentType,
  doesNothingForARefusedDelivery,
  issuesForEveryApproval,
  issuesNothingForACancellation,
  issuesNothingForAFailedVerification,
  issuesNothingForAPartialResult,
  issuesNothingForARejection,
  issuesNothingForAnExpiry,
  issuesNothingForStrangers,
  issuesNothingForTheOtherMode,
  issuesNothingUnderReview,
  issuesNothingWhilePending,
  issuesTheRightLevel,
  issuesTheRightTime,
  issuesToTheRightPerson,
  looksUpBeforeActing,
  doesNotReissueWhilePending,
  doesNotRevokeAndReissueOnDuplicates,
  honoursRetryAfter,
  issueBodyFitsTheProgram,
  makesOneCredentialAfterADroppedAnswer,
  pollsByClaimHash,
  pollsUntilOnchain,
  pollsWithBackOff,
  retriesAfter5xx,
  sendsTheTokenBare,
  signsAFreshTokenPerCall,
  signsNoLongLivedTokens,
  signsShortLivedTokens,
  signsTokensForTheRightPerson,
  signsTokensThatAreBelieved,
  signsTokensWithAnAllowedAlgorithm,
  signsTokensWithEveryClaim,
  signsTokensWithKid,
  signsTokensWithTheRightScope,
  signsTokensWithTyp,
  stopsPollingAtATerminalAnswer,
];
