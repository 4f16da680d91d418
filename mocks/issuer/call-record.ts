// What is kept of a call: one object, of which its entries are told when somebody asks. Calls come by the ten thousand, and
// what lives on is what costs; so it holds texts, and neither the request nor the answer.
import type { Call, Reply } from '../http/route.ts';
import { type Body, bodyLimit, type Happening, toBody } from '../journal.ts';
import { digestOf, type TokenView } from './token.ts';

export interface CallRecord {
  readonly id: string;
  /** The person it speaks for; null while that is not known. */
  readonly applicant: string | null;
  /** Of its token; null for a call that reached no route. */
  readonly view: TokenView | null;
  readonly method: string;
  readonly path: string;
  readonly search: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of its body, as much as is kept; `bytes` is the true length. */
  readonly text: string;
  readonly bytes: number;
  /** null before it is answered, and where the connection breaks instead. */
  status: number | null;
  retryAfter: string | null;
  answer: Reply['body'];
}

export type About = Pick<CallRecord, 'id' | 'applicant' | 'view'>;

export function recordOf(call: Call, { text, bytes }: Body, { id, applicant, view }: About): CallRecord {
  const { method, path, search, headers } = call;
  return {
    id,
    applicant,
    view,
    method,
    path,
    search,
    headers,
    text,
    bytes,
    status: null,
    retryAfter: null,
    answer: '',
  };
}

export function recordAnswer(record: CallRecord, { dropped, status, headers, body }: Reply): void {
  if (dropped === true) return;
  record.status = status;
  record.retryAfter = headers?.['retry-after'] ?? null;
  record.answer = body;
}

export function tellReceived({ id, applicant, method, path, search, headers, text, bytes }: CallRecord): Happening {
  const body = { text, bytes, cut: bytes > bodyLimit };
  return { kind: 'call.received', side: 'issuer', call: id, applicant, method, path, query: search, headers, body };
}

export function tellAccepted({ id, applicant, view, headers }: CallRecord): Happening {
  const { alg, kid, typ, claims } = view as TokenView;
  return {
    kind: 'token.accepted',
    call: id,
    applicant: applicant ?? '',
    alg: alg ?? '',
    kid,
    typ,
    claims: claims ?? {},
    digest: digestOf(headers['x-partner-auth']) ?? '',
  };
}

export function tellRefused({ id, view, headers }: CallRecord, reason: string): Happening {
  const digest = digestOf(headers['x-partner-auth']);
  return { kind: 'token.refused', call: id, reason, ...(view as TokenView), digest };
}

export function tellAnswered({ id, applicant, status, retryAfter, answer }: CallRecord): Happening {
  const headers = retryAfter === null ? {} : { headers: { 'retry-after': retryAfter } };
  const body = toBody(answer ?? '');
  return { kind: 'call.answered', side: 'issuer', call: id, applicant, status, ...headers, body };
}
