import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compareComputed } from '../../../mocks/provider/signature-comparison.ts';
import { bareMac, macOf, standardWebhook, timestampedHex } from '../../../mocks/provider/signing.ts';

const secret = 'whsec_c2VjcmV0LW9mLXRoZS10ZXN0';
const old = 'whsec_b2xk';
const t = 1_700_000_000;
const text = '{"id": "evt_1","name":"Ana\\u00e9","n":1.0}';
const body = Buffer.from(text);
const signing = timestampedHex({ header: 'X', tolerance: 300, renews: true, overlap: 'both' });
const mac = (key: string | Buffer, string: string, algorithm = 'sha256') => createHmac(algorithm, key).update(string);
const compare = (computed: string, sent = body) =>
  compareComputed(computed, {
    sent,
    signature: { signing, material: { t, id: 'evt_1', body }, secrets: [secret] },
    others: [old],
  });

const right = `${t}.${text}`;

describe('a signature that somebody else computed', () => {
  it.each([mac(secret, right).digest('hex'), `t=${t},v1=${mac(secret, right).digest('hex')}`])(
    'is right: %s',
    (computed) => {
      expect(compare(computed)).toMatchObject({ what: 'signature', same: true, difference: null });
    },
  );

  it.each([
    ['signs the body alone', mac(secret, text)],
    ['signs t and body with nothing between them', mac(secret, t + text)],
    ['takes t in milliseconds', mac(secret, `${t}000.${text}`)],
    ['parses the body and writes it again', mac(secret, `${t}.${JSON.stringify(JSON.parse(text))}`)],
    ['adds a line feed to the body', mac(secret, `${right}\n`)],
    ['signs [object Object] instead of the body', mac(secret, `${t}.[object Object]`)],
    ['cuts the prefix off the secret', mac(secret.slice(6), right)],
    ['decodes the secret after its prefix as base64', mac(Buffer.from(secret.slice(6), 'base64'), right)],
    ['has a line feed at the end of the secret', mac(`${secret}\n`, right)],
    ['takes another secret of this endpoint', mac(old, right)],
    ['takes HMAC-SHA512', mac(secret, right, 'sha512')],
    ['signs the body alone and cuts the prefix off the secret', mac(secret.slice(6), text)],
  ])('comes about when the code %s', (slip, hmac) => {
    expect(compare(hmac.digest('hex'))).toMatchObject({
      same: false,
      tells: [`Your code gives this when it ${slip}.`],
    });
  });

  it('is known in another encoding', () => {
    expect(compare(mac(secret, right).digest('base64')).tells).toEqual([
      'Your code gives this when it writes the signature in another encoding.',
    ]);
  });

  it('is right for a body that was changed on its way, and must be another', () => {
    const sent = Buffer.from('{"id":"evt_2"}');
    expect(compare(mac(secret, `${t}.${sent}`).digest('hex'), sent)).toMatchObject({
      same: false,
      tells: [expect.stringContaining('takes the body that came, as it should')],
    });
  });

  it('may be beyond the usual slips', () => {
    expect(compare('0'.repeat(64))).toMatchObject({
      what: 'signature',
      same: false,
      tells: [expect.stringMatching(/None of the usual/)],
    });
  });
});

describe('a text that somebody else signed', () => {
  it('is right', () => {
    expect(compare(right)).toMatchObject({ what: 'signed string', same: true });
    expect(compare(text)).toMatchObject({ what: 'body', same: true });
  });

  it.each([
    ['the same JSON in other bytes', JSON.stringify(JSON.parse(text)), 6],
    ['blanks at the ends only', `${text}\n`, body.length],
    ['a byte order mark', `\ufeff${text}`, 0],
  ])('parts from the body: %s', (cause, computed, at) => {
    const { difference, tells } = compare(computed);
    expect(tells.join(' ')).toContain(cause);
    expect(difference?.at).toBe(at);
  });

  it('parts from the signed string, and shows both there', () => {
    expect(compare(`${t}000.${text}`)).toEqual({
      what: 'signed string',
      same: false,
      tells: expect.arrayContaining(['The time is in milliseconds; it must be in seconds.']),
      difference: {
        at: 10,
        before: String(t),
        expected: right.slice(10, 50),
        got: `000${right}`.slice(0, 3) + right.slice(10, 47),
      },
    });
  });
});

describe('schemes of other kinds', () => {
  it.each([
    ['a bare MAC', bareMac({ header: 'X-Mac' }), (made: string) => made],
    ['a list of MACs', standardWebhook({}), (made: string) => `v1,${made}`],
  ])('%s is known as it stands in its header', (_kind, scheme, headerOf) => {
    const material = { t, id: 'evt_1', body };
    const computed = headerOf(macOf(scheme, secret, material));
    const signed = { sent: body, signature: { signing: scheme, material, secrets: [secret] }, others: [] };
    expect(compareComputed(computed, signed)).toMatchObject({ what: 'signature', same: true });
  });
});
