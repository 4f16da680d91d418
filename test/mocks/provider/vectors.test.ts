// Known answers: what each provider's scheme must write for these secrets, times and bytes, as others have computed it.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chooseReadings, type Readings } from '../../../mocks/assumption.ts';
import { profiles } from '../../../mocks/provider/profiles/index.ts';
import { signParts } from '../../../mocks/provider/signing.ts';

interface Vector {
  readonly name: string;
  /** Good secrets, the newest first. */
  readonly secrets: readonly string[];
  readonly id?: string;
  /** Unix seconds. */
  readonly timestamp?: number;
  readonly livemode?: boolean;
  /** Where it is of another reading than the default. */
  readonly assume?: Readings;
  readonly body: string;
  /** Those that the signature is in, whole. */
  readonly headers: Readonly<Record<string, string>>;
  /** The program or the publication that it is from. */
  readonly source: string;
}

/** Their scheme is the one of timestamped-hex.json, or they sign nothing. */
const covered = ['kyve', 'kycert', 'recipe'];

const files = profiles
  .filter(({ id }) => !covered.includes(id))
  .map((profile) => ({ profile, url: new URL(`../../vectors/${profile.id}.json`, import.meta.url) }))
  .filter(({ profile, url }) => existsSync(url) || signingOf(profile) !== null);

describe.each(files)('the vectors of $profile.id', ({ profile, url }) => {
  const vectors = JSON.parse(readFileSync(url, 'utf8')) as readonly Vector[];

  it.each(vectors)(
    '$name ($source)',
    ({ secrets, id = '', timestamp = 0, livemode = false, assume = {}, body, headers }) => {
      const signing = signingOf(profile, assume);
      const material = { t: timestamp, id, body: Buffer.from(body), livemode };
      expect(signing?.render(signParts(signing, secrets, material), material)).toEqual(headers);
    },
  );

  it('are several, and each says where it is from', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(2);
    for (const { source } of vectors) expect(source).toMatch(/\S{3}/);
  });
});

function signingOf({ assumes, under }: (typeof profiles)[number], assume: Readings = {}) {
  return under(chooseReadings(assumes, assume, 'vectors')).signing;
}
