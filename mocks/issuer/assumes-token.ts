// What is not certain about the partner token: claims, header, life, keys.
import type { Assumption } from '../assumption.ts';

/** A span of time as a reading: "5m", "90s". */
export const spanReading = /^\d+(?:ms|s|m|h)$/;

export const tokenAssumes: readonly Assumption[] = [
  {
    id: 'scope',
    about:
      'The recipes and the troubleshooting list of the API page say scope "issue"; the partner-authentication page says "issue on-behalf". Both are in the same revision.',
    readings: {
      both: 'either text, exactly',
      issue: 'only "issue"',
      'issue-on-behalf': 'only "issue on-behalf"',
      list: 'a space-separated list that contains "issue"',
    },
    chosen: 'both',
    why: 'Integrators who sent "issue on-behalf" got past authentication; the recipe sends "issue".',
  },
  {
    id: 'wrong-scope',
    about: 'No page says how a wrong scope is answered.',
    readings: { 'unauthorized-401': '401 like any other token fault', 'forbidden-403': '403' },
    chosen: 'unauthorized-401',
    why: 'The common-errors page lists every token fault under 401.',
  },
  {
    id: 'algorithms',
    about:
      'The partner-authentication page allows RS256 and ES256; the prerequisites of Issue on Behalf ask for an RSA key.',
    readings: { 'rs256-es256': 'both', rs256: 'RS256 only' },
    chosen: 'rs256-es256',
    why: 'The page about the token is more specific than the prerequisites, and the recipe names both.',
  },
  {
    id: 'typ',
    about:
      'The common-errors page names "Missing typ header" as a cause of 401; the private-beta page and the templates of the issuer do without it.',
    readings: { required: 'typ must be "JWT"', optional: 'typ may be absent' },
    chosen: 'required',
    why: 'It is the newer text, and a receiver that sends typ is right under both readings.',
  },
  {
    id: 'token-life',
    about:
      'Five minutes are recommended; the templates use fifteen. No maximum that the server enforces is documented.',
    readings: {
      unlimited: 'any exp in the future',
      '5m': 'exp at most 5 minutes after iat',
      '15m': 'exp at most 15 minutes after iat',
    },
    chosen: 'unlimited',
    why: 'A recommendation is not a rule of the server. Without iat the life is counted from the moment of the call.',
    free: spanReading,
  },
  {
    id: 'clock-skew',
    about: 'No tolerance for exp is documented; the pages ask for NTP.',
    readings: { none: 'exp is exact', '30s': '30 seconds of grace', '60s': 'one minute of grace' },
    chosen: 'none',
    why: 'The strictest reading; a receiver that keeps time is right under all of them.',
    free: spanReading,
  },
  {
    id: 'nbf',
    about: 'nbf is not among the claims of the documents.',
    readings: { honoured: 'a token is refused before its nbf', ignored: 'nbf has no effect' },
    chosen: 'honoured',
    why: 'RFC 7519 section 4.1.5 leaves no choice to who understands the claim, and JWT libraries check it.',
  },
  {
    id: 'token-reuse',
    about:
      'No one-time rule is documented. The recipe signs a fresh token for each poll, the loyalty guide reuses one.',
    readings: { allowed: 'a token serves until it expires', 'refused-401': 'a token serves once' },
    chosen: 'allowed',
    why: 'The loyalty guide could not work otherwise.',
  },
  {
    id: 'email-claim',
    about: 'email is a required claim; for the status call only the samples show it.',
    readings: { required: 'both calls need it', 'issue-only': 'the status call does without' },
    chosen: 'required',
    why: 'The list of required claims makes no exception.',
  },
  {
    id: 'email-shape',
    about: 'What happens to an email claim that is no address is not documented for this API.',
    readings: {
      'refused-401': 'a fault of the token',
      'refused-400': '400 "Invalid email address", as the later direct issuance answers',
      taken: 'any text names a user',
    },
    chosen: 'refused-401',
    why: 'A required claim that is not what it should be is a fault of the token.',
  },
  {
    id: 'email-case',
    about: 'Whether Ada@example.com and ada@example.com are one user is not documented.',
    readings: { exact: 'two users', folded: 'one user' },
    chosen: 'exact',
    why: 'Nothing says that addresses are normalised.',
  },
  {
    id: 'jwks-cache',
    about: 'How long the server keeps a JWKS, and whether it fetches again for an unknown kid, is not documented.',
    readings: { '5m': 'kept for 5 minutes', none: 'fetched for every call' },
    chosen: '5m',
    why: 'A decision of this sandbox. An unknown kid always causes a new fetch, so that a rotation is seen at once.',
    free: spanReading,
  },
];
