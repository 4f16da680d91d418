// "Did you mean": the door to fastest-levenshtein.
import { distance } from 'fastest-levenshtein';

/** The known name nearest to what was given, or null when none is near enough to be a slip of the fingers. */
export function closest(given: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(2, Math.floor(given.length / 2.5)) + 1;
  for (const name of known) {
    const far = name.startsWith(given) && given.length >= 3 ? 1 : distance(given.toLowerCase(), name.toLowerCase());
    if (far < least) {
      least = far;
      best = name;
    }
  }
  return best;
}
