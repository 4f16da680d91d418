// Ours against Node's own.
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hmac } from '../../../mocks/provider/hmac.ts';

const algorithm = fc.constantFrom('sha1' as const, 'sha256' as const, 'sha512' as const);
const encoding = fc.constantFrom('hex' as const, 'base64' as const);
const bytes = fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each));
// Every code point but halves of a pair. fast-check's own such unit lists a million of them first, which takes it a second.
const character = fc
  .oneof(fc.integer({ max: 0xd7ff, min: 0 }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code));
// Some are longer than a block, and stand for their digest.
const key = fc.oneof(fc.string({ unit: character, maxLength: 200 }), bytes);

it('is what Node makes of the same key and bytes', () => {
  fc.assert(
    fc.property(algorithm, key, bytes, encoding, (name, secret, content, form) => {
      expect(hmac(name, secret, content, form)).toBe(createHmac(name, secret).update(content).digest(form));
    }),
    { numRuns: 500 },
  );
});

it('takes a text and the bytes that look like it for two keys', () => {
  const text = 'é';
  const latin1 = Buffer.from(text, 'latin1');
  for (const secret of [text, latin1, Buffer.from(text), 'u', 'b', '', Buffer.alloc(0)]) {
    const expected = createHmac('sha256', secret).update('x').digest('hex');
    expect(hmac('sha256', secret, Buffer.from('x'), 'hex')).toBe(expected);
  }
});

it('signs bodies of every size, one after the other', () => {
  for (const size of [100_000, 10, 0, 20_000]) {
    const body = Buffer.alloc(size, 'ab');
    expect(hmac('sha256', 'secret', body, 'hex')).toBe(createHmac('sha256', 'secret').update(body).digest('hex'));
  }
});
