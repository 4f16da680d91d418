// Calls to the issuer, and what its answers mean: carried out, refused for good, or to be tried again.
import { isJsonObject, type JsonObject, readJson } from '../../mocks/json.ts';
import type { Asked, DirectCall, Told } from '../direct-call.ts';
import type { Switch } from './faults.ts';
import type { TokenMaker } from './token.ts';

export type Answer =
  | { readonly kind: 'done'; readonly body: JsonObject }
  /** The call was understood and refused. */
  | { readonly kind: 'refused'; readonly status: number }
  /** Nobody knows whether it was carried out (`status` null: no answer), or it was put off. `after` in ms. */
  | { readonly kind: 'later'; readonly status: number | null; readonly after: number | null };

export interface Wish {
  readonly email: string;
  readonly level: string;
  readonly verifiedAt: string;
  /** undefined: not said. */
  readonly onDuplicate: 'ignore' | 'revoke' | undefined;
}

export interface IssuerClient {
  issue(wish: Wish): Promise<Answer>;
  status(hash: string, email: string): Promise<Answer>;
  /** Breaks off what is under way. */
  close(): void;
}

export interface ClientParts {
  /** Ends in /v1. */
  readonly base: string;
  readonly issuerDid: string;
  readonly credentialId: string;
  readonly tokens: TokenMaker;
  readonly call: DirectCall;
  readonly now: () => number;
  readonly alarm: (ms: number, ring: () => void) => { cancel(): void };
  readonly faulty: Switch;
}

/** How long a call may take. */
const patience = 60_000;

export function createIssuerClient(parts: ClientParts): IssuerClient {
  const base = parts.base.replace(/\/+$/, '');
  const underWay = new Set<() => void>();

  async function call(email: string, path: string, { headers, ...rest }: Omit<Asked, 'url'>): Promise<Answer> {
    let answer: Answer = { kind: 'later', status: null, after: null };
    for (const token of parts.tokens.tokensFor(email)) {
      answer = await once({ ...rest, url: `${base}${path}`, headers: { ...headers, ...credentials(token) } });
      if (!('status' in answer) || answer.status !== 401) break;
    }
    return answer;
  }

  async function once(asked: Asked): Promise<Answer> {
    let breakOff: () => void = () => {};
    const broken = new Promise<never>((_resolve, reject) => {
      breakOff = () => reject(new Error('broken off'));
    });
    const alarm = parts.alarm(patience, breakOff);
    underWay.add(breakOff);
    try {
      return meaningOf(await Promise.race([broken, parts.call(asked, broken)]), parts.now());
    } catch {
      return { kind: 'later', status: null, after: null };
    } finally {
      alarm.cancel();
      underWay.delete(breakOff);
    }
  }

  function issueWith(credentialSubject: JsonObject, { email, onDuplicate }: Wish): Promise<Answer> {
    const { issuerDid, credentialId } = parts;
    return call(email, '/credentials/issue-on-behalf', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ issuerDid, credentialId, credentialSubject, onDuplicate }),
    });
  }

  const statusOf = (hash: string, email: string) =>
    call(email, `/credentials/status?coreClaimHash=${encodeURIComponent(hash)}`, {
      method: 'GET',
      headers: {},
      body: '',
    });

  return {
    async issue(wish) {
      const subject = { kycVerified: true, kycLevel: wish.level, verifiedAt: wish.verifiedAt };
      if (parts.faulty.on('issues-with-extra-fields')) {
        const answer = await issueWith({ ...subject, source: 'webhook' }, wish);
        if (answer.kind !== 'refused') return answer;
      }
      return issueWith(subject, wish);
    },
    async status(hash, email) {
      if (parts.faulty.on('polls-by-credential-id')) await statusOf(parts.credentialId, email);
      return statusOf(hash, email);
    },
    close() {
      for (const each of underWay) each();
    },
  };
}

function credentials(token: string): Record<string, string> {
  return { 'x-partner-auth': token, 'user-agent': 'doubleact-reference-receiver' };
}

function meaningOf({ status, headers, text }: Told, now: number): Answer {
  const read = readJson(text);
  if (status >= 200 && status < 300) {
    const body = 'value' in read && isJsonObject(read.value) ? read.value : null;
    return body === null ? { kind: 'later', status, after: null } : { kind: 'done', body };
  }
  if (status === 408 || status === 429 || status >= 500) {
    return { kind: 'later', status, after: waitOf(headers['retry-after'] ?? null, now) };
  }
  return { kind: 'refused', status };
}

/** Seconds or a date (RFC 9110 section 10.2.3). */
function waitOf(header: string | null, now: number): number | null {
  if (header === null) return null;
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}
