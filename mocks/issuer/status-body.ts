// The body of a status answer. The OpenAPI schema has nine fields, marks none required and shows five.
import type { JsonObject } from '../json.ts';
import type { Random } from '../random.ts';
import type { CredentialState } from './credential.ts';
import type { Credential } from './ledger.ts';
import type { Rules } from './rules.ts';

/** null when the readings say that such a credential is not found any more. */
export function toStatusBody(credential: Credential, rules: Rules['credential'], random: Random): JsonObject | null {
  const state = shownState(credential, rules);
  if (state === null) return null;
  const { hash: coreClaimHash, issuerDid, vcId } = credential;
  const issuanceDate = toDateText(credential.issuedAt, rules.zone);
  const pending = state === 'WAIT_ONCHAIN';
  if (pending && rules.pendingBody === 'minimal') return { coreClaimHash, issuerDid, vcStatus: state };
  if (!pending && !rules.fullOnchain) return { coreClaimHash, issuanceDate, issuerDid, vcId, vcStatus: state };
  const late = pending && rules.pendingBody === 'nulls';
  return {
    coreClaimHash,
    issuanceDate: late ? null : issuanceDate,
    expirationDate: late || credential.expiresAt === null ? null : toDateText(credential.expiresAt, rules.zone),
    issuerDid,
    issuerId: late ? null : random.uuid('issuer id', issuerDid),
    schemeId: credential.schema,
    vcId: late ? null : vcId,
    vcDstorageId: late ? null : credential.dstorageId,
    vcStatus: state,
  };
}

function shownState({ state, documented }: Credential, rules: Rules['credential']): CredentialState | null {
  if (state === documented) return state;
  const ended = rules.ended(state);
  if (ended === 'not-found') return null;
  return ended === 'last-documented' ? documented : state;
}

/** `2026-01-19 07:18:45`, as in the example. */
function toDateText(time: number, zone: number): string {
  return new Date(time + zone).toISOString().slice(0, 19).replace('T', ' ');
}
