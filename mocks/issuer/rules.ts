// The readings chosen, as values the code can use. The only place that knows the names of readings.
import type { Readings } from '../assumption.ts';
import { MINUTE, parseDuration } from '../duration.ts';
import type { CredentialState } from './credential.ts';

type EndedStatus = 'shown' | 'last-documented' | 'not-found';

export interface Rules {
  readonly token: {
    readonly scope: (scope: string) => boolean;
    readonly scopeStatus: 401 | 403;
    readonly algorithms: readonly string[];
    readonly typRequired: boolean;
    /** Longest life in ms. */
    readonly life: number;
    readonly skew: number;
    readonly nbf: boolean;
    readonly once: boolean;
    readonly emailOnStatus: boolean;
    readonly emailShape: 401 | 400 | null;
    readonly toApplicant: (email: string) => string;
    readonly jwksLife: number;
  };
  readonly call: {
    readonly bodyFirst: boolean;
    readonly observedTexts: boolean;
    readonly html: boolean;
    readonly contentType: 400 | 415 | null;
    readonly refuseUnknownKeys: boolean;
    readonly refuseBadOnDuplicate: boolean;
    readonly lenientSubject: boolean;
    readonly dropSubjectId: boolean;
    readonly dates: 'iso' | 'text' | 'iso-or-unix';
    readonly fullProgram: 403 | 409;
    readonly missingHash: 400 | 404;
    readonly ownStatusOnly: boolean;
  };
  readonly credential: {
    readonly ignoreConflicts: boolean;
    readonly bySchema: boolean;
    readonly pending: 'duplicate' | 'conflict-409' | 'separate';
    readonly expiredCounts: boolean;
    /** ms; null for never. */
    readonly onchainAfter: number | null;
    readonly revokeAtOnce: boolean;
    readonly ended: (state: CredentialState) => EndedStatus;
    readonly pendingBody: 'minimal' | 'full' | 'nulls';
    readonly fullOnchain: boolean;
    /** ms ahead of UTC. */
    readonly zone: number;
  };
}

export function rulesUnder(readings: Readings): Rules {
  const is = (id: string, reading: string) => readings[id] === reading;
  const span = (id: string, word: string, meaning: number) =>
    is(id, word) ? meaning : parseDuration(readings[id], `readings.${id}`);
  return {
    token: {
      scope: scopes[readings.scope as string] as (scope: string) => boolean,
      scopeStatus: is('wrong-scope', 'forbidden-403') ? 403 : 401,
      algorithms: is('algorithms', 'rs256') ? ['RS256'] : ['RS256', 'ES256'],
      typRequired: is('typ', 'required'),
      life: span('token-life', 'unlimited', Number.POSITIVE_INFINITY),
      skew: span('clock-skew', 'none', 0),
      nbf: is('nbf', 'honoured'),
      once: is('token-reuse', 'refused-401'),
      emailOnStatus: is('email-claim', 'required'),
      emailShape: is('email-shape', 'taken') ? null : is('email-shape', 'refused-400') ? 400 : 401,
      toApplicant: is('email-case', 'folded') ? (email) => email.toLowerCase() : (email) => email,
      jwksLife: span('jwks-cache', 'none', 0),
    },
    call: {
      bodyFirst: is('order-of-checks', 'body-first'),
      observedTexts: is('error-texts', 'observed'),
      html: is('undocumented-errors', 'html'),
      contentType: is('content-type', 'ignored') ? null : is('content-type', 'refused-415') ? 415 : 400,
      refuseUnknownKeys: is('unknown-keys', 'refused-400'),
      refuseBadOnDuplicate: is('bad-on-duplicate', 'refused-400'),
      lenientSubject: is('subject-types', 'lenient'),
      dropSubjectId: is('subject-id', 'ignored'),
      dates: readings['date-values'] as 'iso' | 'text' | 'iso-or-unix',
      fullProgram: is('program-full', 'conflict-409') ? 409 : 403,
      missingHash: is('missing-hash', 'not-found-404') ? 404 : 400,
      ownStatusOnly: is('status-owner', 'same-email'),
    },
    credential: {
      ignoreConflicts: is('on-ignore', 'conflict-409'),
      bySchema: is('duplicate-key', 'user-schema'),
      pending: readings['duplicate-while-pending'] as 'duplicate' | 'conflict-409' | 'separate',
      expiredCounts: is('ended-duplicate', 'expired-counts'),
      onchainAfter: is('onchain-after', 'never') ? null : parseDuration(readings['onchain-after'], 'onchain-after'),
      revokeAtOnce: is('revoke-pace', 'immediate'),
      ended: (state) => readings[state === 'EXPIRE' ? 'expired-status' : 'revoked-status'] as EndedStatus,
      pendingBody: readings['pending-body'] as 'minimal' | 'full' | 'nulls',
      fullOnchain: is('onchain-body', 'full'),
      zone: is('date-zone', 'utc') ? 0 : zoneOf(readings['date-zone'] as string),
    },
  };
}

const scopes: Readonly<Record<string, (scope: string) => boolean>> = {
  both: (scope) => scope === 'issue' || scope === 'issue on-behalf',
  issue: (scope) => scope === 'issue',
  'issue-on-behalf': (scope) => scope === 'issue on-behalf',
  list: (scope) => scope.split(' ').includes('issue'),
};

function zoneOf(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return (offset.startsWith('-') ? -minutes : minutes) * MINUTE;
}
