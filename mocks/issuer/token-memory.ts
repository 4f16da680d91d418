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

/** As many as a busy receiver uses in the five minutes that a token lives. */
export function createTokenMemory(most = 10_000): TokenMemory {
  const tokens = new Map<string, Remembered>();
  return {
    find(token) {
      const known = tokens.get(token.slice(-tail));
      return known?.token === token ? known : undefined;
    },
    keep(token, known) {
      // The oldest goes first.
      if (tokens.size >= most) tokens.delete(tokens.keys().next().value as string);
      tokens.set(token.slice(-tail), { token, ...known });
    },
  };
}
