// The issuer's ways of saying no: `{ "error": <status>, "message": <text> }`, and the text each no comes with.
import { jsonReply, type Reply } from '../http/route.ts';
import type { Operation } from './moods.ts';
import type { Rules } from './rules.ts';

export interface Wording {
  refuse(status: number, message: string): Reply;
  unauthorized(operation: Operation): Reply;
  wrongScope(): Reply;
  featureOff(): Reply;
  notAllowed(): Reply;
  unknownProgram(): Reply;
  unknownHash(): Reply;
  conflict(): Reply;
  failure(): Reply;
  /** A status no document gives a body for. */
  undocumented(status: number, message: string, headers?: Readonly<Record<string, string>>): Reply;
}

/** The examples of the OpenAPI file. */
const documented = {
  unauthorizedIssue: 'Invalid or expired Partner JWT, or JWKS mismatch.',
  unauthorizedStatus: 'Invalid or expired Partner JWT.',
  notAllowed: 'Feature not enabled or schema not allowed for this partner.',
  unknownProgram: 'Unknown issuer DID or issuance program.',
  unknownHash: 'No credential found for the given hash.',
  conflict: 'Consent rejected by user or duplicate conflict.',
  failure: 'Server-side failure. Retry with exponential backoff.',
} as const;

/** What an integrator saw in May 2026. */
const observed = { unauthorized: 'Invalid x-partner-auth', featureOff: 'issueOnBehalf is not allowed' } as const;

export function createWording(rules: Rules['call']): Wording {
  const refuse = (status: number, message: string): Reply => jsonReply(status, { error: status, message });
  const unauthorizedText = (operation: Operation) => {
    if (rules.observedTexts) return observed.unauthorized;
    return operation === 'issue' ? documented.unauthorizedIssue : documented.unauthorizedStatus;
  };
  return {
    refuse,
    unauthorized: (operation) => refuse(401, unauthorizedText(operation)),
    wrongScope: () => refuse(403, documented.notAllowed),
    featureOff: () => refuse(403, rules.observedTexts ? observed.featureOff : documented.notAllowed),
    notAllowed: () => refuse(403, documented.notAllowed),
    unknownProgram: () => refuse(404, documented.unknownProgram),
    unknownHash: () => refuse(404, documented.unknownHash),
    conflict: () => refuse(409, documented.conflict),
    failure: () => refuse(500, documented.failure),
    undocumented(status, message, headers = {}) {
      if (rules.html) return htmlReply(status, message, headers);
      const { body, headers: own } = refuse(status, message);
      return { status, headers: { ...own, ...headers }, body: body as string };
    },
  };
}

/** A page as a load balancer sends it: no JSON for a client to find. */
export function htmlReply(status: number, title: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const page = ['<html>', `<head><title>${status} ${title}</title></head>`, '<body>'];
  page.push(`<center><h1>${status} ${title}</h1></center>`, '</body>', '</html>', '');
  return { status, headers: { 'content-type': 'text/html', ...headers }, body: page.join('\r\n') };
}
