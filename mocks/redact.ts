// What must not be read back: secrets we were given and anything that looks like a token or a private key.

export interface Redactor {
  /** From now on this value is blacked out wherever it appears. */
  add(secret: string): void;
  text(text: string): string;
  /** An address without what only its owner may know: the user and password before the host, values in the query. */
  url(url: string): string;
  headers(headers: Readonly<Record<string, string>>): Record<string, string>;
}

const tokenLike =
  /\b(whsec_|wbhsec_|sk_(?:test|live)_|ak_(?:test|live)_)[\w+/=-]{4,}|\b(eyJ[\w-]{4,}\.[\w-]{4,})\.[\w-]{4,}|(-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/g;
const maybeToken = '_(?:test|live)_|sec_|eyJ|PRIVATE KEY';
const secretHeaders = new Set(['authorization', 'proxy-authorization', 'x-api-key', 'cookie', 'set-cookie']);

const userInfo = /^(\w+:\/\/)[^/?#]*@/;
const queryValue = /([?&][^=&#]*=)[^&#]+/g;
const mostHeaders = 1000;
/** To look a shorter one through is quicker than to remember it. */
const longHeader = 128;

export const blackout = '[redacted]';

export function createRedactor(): Redactor {
  const known = new Set<string>();
  let pattern: RegExp | null = null;
  // Nearly every text has nothing to hide, and is looked at once.
  let suspicious = new RegExp(maybeToken);
  // Tokens are long, and come again with each call. What is remembered is forgotten when there is more to hide.
  const shownHeaders = new Map<string, string>();

  function text(value: string): string {
    if (!suspicious.test(value)) return value;
    let shown = value;
    if (pattern !== null) shown = shown.replace(pattern, blackout);
    // Of a JWT the header and the claims stay readable: they are evidence, only the signature makes it a token.
    return shown.replace(tokenLike, (_all, prefix?: string, jwt?: string, pem?: string) =>
      jwt !== undefined ? `${jwt}.${blackout}` : `${prefix ?? pem}${blackout}`,
    );
  }

  function header(value: string): string {
    if (value.length < longHeader) return text(value);
    let shown = shownHeaders.get(value);
    if (shown === undefined) {
      shown = text(value);
      if (shownHeaders.size >= mostHeaders) shownHeaders.clear();
      shownHeaders.set(value, shown);
    }
    return shown;
  }

  return {
    add(secret) {
      if (secret.length < 6 || known.has(secret)) return;
      known.add(secret);
      shownHeaders.clear();
      // The longest first, so that a secret that contains another is blacked out whole.
      const longestFirst = [...known].sort((a, b) => b.length - a.length);
      const literal = longestFirst.map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
      pattern = new RegExp(literal, 'g');
      suspicious = new RegExp(`${maybeToken}|${literal}`);
    },
    text,
    url: (url) => text(url).replace(userInfo, `$1${blackout}@`).replace(queryValue, `$1${blackout}`),
    headers(headers) {
      const shown: Record<string, string> = {};
      for (const name of Object.keys(headers)) {
        const value = headers[name] as string;
        shown[name] = secretHeaders.has(name.toLowerCase()) ? secretHeader(value) : header(value);
      }
      return shown;
    },
  };
}

/** Keeps the scheme and a key's public prefix, which tell most mistakes, and hides the rest. */
function secretHeader(value: string): string {
  const [, kept = ''] = /^((?:Bearer\s+|Basic\s+)?(?:(?:sk|ak)_(?:test|live)_)?)/i.exec(value) ?? [];
  return `${kept}${blackout}`;
}
