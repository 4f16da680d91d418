import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Material, macOf, type Signing, signParts, timestampedHex } from '../../../mocks/provider/signing.ts';

interface Vector {
  readonly name: string;
  readonly provider: string;
  readonly alg: 'sha1' | 'sha256';
  readonly key?: string;
  readonly timestamp?: number;
  readonly body: string;
  readonly expected: string;
  /** The program that made it. */
  readonly source: string;
}

const webhooks = vectors('webhooks');
const timestamped = vectors('timestamped-hex');

const choices = { header: 'Signature', tolerance: 300, renews: true, overlap: 'both' } as const;
describe('signatures that other programs made', () => {
  it.each(webhooks)('over the raw body: $name ($source)', ({ alg, key, body, expected }) => {
    expect(macOf(rawHex(alg), key ?? '', material({ body }))).toBe(expected);
  });

  it.each(timestamped)('over time and body: $name', ({ key, timestamp, body, expected }) => {
    const scheme = timestampedHex(choices);
    const signed = material({ t: timestamp, body });
    expect(scheme.render(signParts(scheme, [key ?? ''], signed), signed)).toEqual({
      Signature: `t=${timestamp},v1=${expected}`,
    });
  });

  it('are enough to be worth something', () => {
    expect(webhooks.length).toBeGreaterThanOrEqual(10);
    expect(timestamped.length).toBeGreaterThanOrEqual(6);
    for (const { source } of [...webhooks, ...timestamped]) expect(source).not.toBe('');
  });
});

describe('a signature', () => {
  const body = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
  const secret = fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' });
  const time = fc.nat({ max: 4_000_000_000 });
  const scheme = timestampedHex(choices);

  function headerFor(secrets: readonly string[], signed: Material): string {
    return scheme.render(signParts(scheme, secrets, signed), signed).Signature ?? '';
  }

  it('of any body under any secret is accepted by a verifier that shares no code with us', () =>
    fc.assert(
      fc.asyncProperty(body, secret, time, async (bytes, key, t) => {
        expect(await verifies(headerFor([key], { t, id: 'evt_1', body: bytes }), bytes, key)).toBe(true);
      }),
    ));

  it('is refused once any byte of the body is another', () =>
    fc.assert(
      fc.asyncProperty(
        body.filter((bytes) => bytes.length > 0),
        secret,
        time,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (bytes, key, t, place, flip) => {
          const header = headerFor([key], { t, id: 'evt_1', body: bytes });
          const other = Buffer.from(bytes);
          const at = place % other.length;
          other[at] = (other[at] ?? 0) ^ flip;
          expect(await verifies(header, other, key)).toBe(false);
        },
      ),
    ));

  it('is refused at another time and under another secret', () =>
    fc.assert(
      fc.asyncProperty(body, secret, secret, time, async (bytes, key, other, t) => {
        const header = headerFor([key], { t, id: 'evt_1', body: bytes });
        expect(await verifies(header.replace(/^t=\d+/, `t=${t + 1}`), bytes, key)).toBe(false);
        fc.pre(key !== other);
        expect(await verifies(header, bytes, other)).toBe(false);
      }),
    ));

  it('during a rotation is good for both secrets, or for the newest alone', async () => {
    const signed = material({ t: 1_767_225_600, body: '{}' });
    const both = headerFor(['new', 'old'], signed);
    expect(both.match(/v1=/g)).toHaveLength(2);
    expect(await verifies(both, signed.body, 'new')).toBe(true);
    expect(await verifies(both, signed.body, 'old')).toBe(true);
    const newest = timestampedHex({ ...choices, overlap: 'newest' });
    expect(signParts(newest, ['new', 'old'], signed)).toEqual(signParts(newest, ['new'], signed));
  });
});

function vectors(name: string): readonly Vector[] {
  return JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8'));
}

function rawHex(algorithm: Signing['algorithm']): Signing {
  return { ...timestampedHex(choices), algorithm, signed: ({ body }) => body };
}

function material({ t = 0, id = '', body }: { t?: number | undefined; id?: string; body: string }) {
  return { t, id, body: Buffer.from(body) };
}

/** WebCrypto instead of node:crypto's HMAC, and a parser of its own. */
async function verifies(header: string, body: Buffer, secret: string): Promise<boolean> {
  const fields = new URLSearchParams(header.replaceAll(',', '&'));
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, ['verify']);
  const signed = new Uint8Array([...new TextEncoder().encode(`${fields.get('t')}.`), ...body]);
  const checks = fields.getAll('v1').map((mac) => crypto.subtle.verify('HMAC', key, Buffer.from(mac, 'hex'), signed));
  return (await Promise.all(checks)).includes(true);
}
