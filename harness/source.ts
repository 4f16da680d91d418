// A scenario file as it was written, together with what it says.
import { hash } from 'node:crypto';
import { DoubleactError } from '../mocks/errors.ts';

export interface Placed {
  readonly file: string;
  readonly value: unknown;
  /** `file:line:col` of what stands at the end of the way, or as near to it as the way goes. */
  placeOf(path: readonly string[]): string;
}

export interface Source extends Placed {
  /** The same complaint with its place in this file. */
  complain(error: DoubleactError): DoubleactError;
}

/** A file with no lines to point at. */
export function toSource(file: string, value: unknown): Source {
  return {
    file,
    value,
    placeOf: () => file,
    complain(error) {
      const where = `${file}: ${error.where}`;
      return new DoubleactError(error.code, { ...error.complaint, where });
    },
  };
}

/** What texts say that were read before, by their digests: whoever edits a file has another text. */
export type KnownTexts = Readonly<Record<string, KnownText>>;

interface KnownText {
  readonly value: unknown;
  /** Where each step stands: `line:col`. */
  readonly steps: readonly string[];
}

/** What is to be known of a text, from a source that was read in earnest. */
export function toKnown(text: string, { file, value, placeOf }: Placed): readonly [digest: string, known: KnownText] {
  const { steps } = value as { readonly steps: readonly unknown[] };
  const places = steps.map((_step, index) => placeOf(['steps', String(index)]).slice(file.length + 1));
  return [digestOf(text), { value, steps: places }];
}

/** null where this very text is not known. */
export function findKnown(file: string, text: string, texts: KnownTexts): Placed | null {
  const known = texts[digestOf(text)];
  if (known === undefined) return null;
  const { value, steps } = known;
  return { file, value, placeOf: ([, index]) => `${file}:${steps[Number(index)]}` };
}

function digestOf(text: string): string {
  return hash('sha256', text);
}
