// Every flaw by name.
import { unknownName } from '../../errors.ts';
import { byteFlaws } from './bytes.ts';
import type { Flaw } from './flaw.ts';
import { hearsayFlaws } from './hearsay.ts';
import { signatureFlaws } from './signature.ts';
import { timeFlaws } from './time.ts';
import { sequenceFlaws, transportFlaws } from './transport.ts';

export type { Flaw, Manner } from './flaw.ts';

export const flaws: readonly Flaw[] = [
  ...signatureFlaws,
  ...timeFlaws,
  ...byteFlaws,
  ...transportFlaws,
  ...sequenceFlaws,
  ...hearsayFlaws,
];

export function flawNamed(id: string, where: string): Flaw {
  const flaw = flaws.find((each) => each.id === id);
  if (flaw === undefined)
    throw unknownName(
      'unknown-flaw',
      where,
      id,
      flaws.map((each) => each.id),
    );
  return flaw;
}
