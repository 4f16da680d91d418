// Tokens that were checked before. Kept of a token is only what can never change: what it says, and the very key that
// signed it. So remembering changes no answer: the key is looked for anew at every call, a rotated one is another, and
// times and claims are judged anew as well.
import type { Jwk } from './jwks.ts';
import type { TokenView } from './token.ts';

export interface TokenMemory {
  /** What is known of a token that a key has signed. */
  find(token: string): Remembered | undefined;
  keep(token: string, known: Known): void;
}

interface Known {
  readonly view: TokenView;
  readonly signedBy: Jwk;
}

interface Remembered extends Known {
  readonly token: string;
}

/** So much of a token's end tells it from nearly all others, and is looked up in a fifth of the time. */
const tail = 43;

/** As many as a busy receiver uses in the five minutes that a token lives; when there are more, the older half goes. */
export function createTokenMemory(most = 10_000): TokenMemory {
  // Two halves, because a map that loses its oldest one by one is slow to find the next.
  let newer = new Map<string, Remembered>();
  let older = newer;
  return {
    find(token) {
      const end = token.slice(-tail);
      const known = newer.get(end) ?? older.get(end);
      return known?.token === token ? known : undefined;
    },
    keep(token, { view, signedBy }) {
      if (newer.size >= most / 2) {
        older = newer;
        newer = new Map();
      }
      newer.set(token.slice(-tail), { token, view, signedBy });
    },
  };
}
