import fc from 'fast-check';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { type PlanInput, planAttempt, toSigned } from '../../../mocks/provider/attempt.ts';
import { byteFlaws } from '../../../mocks/provider/flaws/bytes.ts';
import { type Flaw, flawNamed, flaws } from '../../../mocks/provider/flaws/index.ts';
import { signatureFlaws } from '../../../mocks/provider/flaws/signature.ts';
import { timestampedHex } from '../../../mocks/provider/signing.ts';

type Sent = PlanInput['event'];

const header = 'Stripe-Signature';
const tolerance = 300;
const signAt = 1_767_225_600_250;
const good = ['whsec_present'];

const event: Sent = {
  id: 'evt_1',
  type: 'run.completed',
  outcome: 'approved',
  created: signAt,
  livemode: false,
  subject: 'run_1',
  applicant: 'ada@example.com',
  body: '{"id":"evt_1","object":"event","type":"run.completed","email":"ada@example.com"}',
};

function plan(planned: readonly Flaw[], about: Partial<Sent> = {}, secrets = good) {
  return planAttempt({
    behaviour: {
      headers: () => ({}),
      signing: timestampedHex({ header, tolerance, renews: true, overlap: 'both' }),
    },
    event: { ...event, ...about },
    good: secrets,
    retired: ['whsec_retired'],
    foreign: 'whsec_foreign',
    attempt: { number: 1, left: 0, firstAt: signAt, key: '' },
    signAt,
    flaws: planned,
  });
}

/** What Stripe's own library says of an attempt that arrives `later` seconds after it was signed. */
function stripeTakes({ headers, body }: ReturnType<typeof plan>, later = 0, secret = 'whsec_present'): boolean {
  try {
    Stripe.webhooks.constructEvent(
      body,
      headers[header] ?? '',
      secret,
      tolerance,
      undefined,
      Math.floor(signAt / 1000 + later) * 1000,
    );
    return true;
  } catch (fault) {
    if (fault instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw fault;
  }
}

describe('an attempt without flaws', () => {
  it('is accepted by the stripe package up to the tolerance and refused after it', () => {
    expect(toSigned(plan([]).signature)).toBe('1767225600.{body}');
    expect(plan([])).toMatchObject({
      headers: { 'Content-Type': 'application/json', [header]: expect.stringMatching(/^t=1767225600,v1=[\da-f]{64}$/) },
      body: Buffer.from(event.body),
      manner: 'plain',
      discards: false,
    });
    expect(stripeTakes(plan([]))).toBe(true);
    expect(stripeTakes(plan([]), tolerance)).toBe(true);
    expect(stripeTakes(plan([]), tolerance + 1)).toBe(false);
    expect(stripeTakes(plan([]), 0, 'whsec_other')).toBe(false);
  });

  it('during a rotation is accepted under either secret', () => {
    const rotating = plan([], {}, ['whsec_new', 'whsec_old']);
    expect(stripeTakes(rotating, 0, 'whsec_new')).toBe(true);
    expect(stripeTakes(rotating, 0, 'whsec_old')).toBe(true);
  });
});

describe('the stripe package agrees on', () => {
  const judged = flaws
    .filter(({ discards, order }) => !discards && order === undefined)
    .filter(({ takes }) => takes === 'accept' || takes === 'refuse');

  // Stripe's library looks only at how old a timestamp is, never at how far ahead.
  const stripeIsLaxer = ['future-timestamp'];

  it.each(judged.filter(({ id }) => !stripeIsLaxer.includes(id)))('$id: $takes', (flaw) => {
    // An HTTP server gives header names in one case.
    const { headers, ...rest } = plan([flaw]);
    const named = Object.entries(headers).map(([name, value]) => [
      name.toLowerCase() === header.toLowerCase() ? header : name,
      value,
    ]);
    expect(stripeTakes({ headers: Object.fromEntries(named), ...rest })).toBe(flaw.takes === 'accept');
  });

  it('every flaw of the signature, but for the one that may be taken either way', () => {
    const either = signatureFlaws.filter(({ takes }) => takes === 'either').map(({ id }) => id);
    expect(either).toEqual(['signature-doubled-fields']);
  });
});

describe('a flaw', () => {
  it('is found by its name, and a slip in the name is told', () => {
    expect(flawNamed('wrong-secret', 'step 1').takes).toBe('refuse');
    expect(() => flawNamed('wrong-secrt', 'step 1')).toThrow(
      expect.objectContaining({ code: 'unknown-flaw', hint: 'Did you mean "wrong-secret"?' }),
    );
  });

  it('rotated-out-secret needs a secret that was rotated out', () => {
    const flaw = flawNamed('rotated-out-secret', 'step 1');
    expect(() => flaw.secrets?.({ good, retired: [], foreign: 'x' })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
  });

  it('tampered-body changes any body at all', () => {
    const flaw = flawNamed('tampered-body', 'here');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const body = Buffer.from(text);
        expect(flaw.tamper?.(body).equals(body)).toBe(false);
      }),
    );
  });

  it.each([
    ['{"email":"ada@example.com","status":"failed"}', '{"email":"intruder@example.com","status":"failed"}'],
    ['{"status":"failed"}', '{"status":"completed"}'],
    ['{"a":1}', '{"a":1,"tampered":true}'],
    ['[]', '[] '],
    ['', ' '],
  ])('tampered-body makes of %s %s', (text, expected) => {
    expect(flawNamed('tampered-body', 'here').tamper?.(Buffer.from(text)).toString()).toBe(expected);
  });
});

describe('the same event in other bytes', () => {
  const object = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('a": ', 'e.mail', '/')), awkward(), {
    maxKeys: 6,
  });

  it.each(byteFlaws)('$id says the same as before', ({ id, body: rewrite }) => {
    fc.assert(
      fc.property(object, (value) => {
        const written = rewrite?.(Buffer.from(JSON.stringify(value))).toString('utf8') ?? '';
        const { link, note, sequence, ...read } = JSON.parse(written);
        expect(read).toEqual(JSON.parse(JSON.stringify(value)));
        if (id === 'non-ascii') expect(note).toMatch(/東京/);
        const bare = id === 'escaped-slashes' && !JSON.stringify(value).includes('/');
        expect(link).toBe(bare ? 'https://example.com/kyc' : undefined);
        if (id === 'big-integers') expect(sequence).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
      }),
    );
  });

  it.each([
    ['key-order', '{"a":{"b":1,"c":[{"d":1,"e":2}]},"f":2}', '{"f":2,"a":{"c":[{"e":2,"d":1}],"b":1}}'],
    ['whitespace', '{"a":"b\\": c"}', '{\n  "a" : "b\\": c"\n}'],
    ['escaped-slashes', '{"a":"/b\\/"}', '{"a":"\\/b\\/"}'],
    ['escaped-slashes', '{}', '{"link":"https:\\/\\/example.com\\/kyc"}'],
    ['unicode-escapes', '{"a":"x@y.z","n":1.5}', '{"a":"x\\u0040y\\u002Ez","n":1.5}'],
    ['big-integers', '{}', '{"sequence":9007199254740993}'],
    ['big-integers', '{"a":{}}\n', '{"a":{},"sequence":9007199254740993}\n'],
    ['trailing-newline', '{}', '{}\n'],
  ])('%s makes of %j %j', (id, text, expected) => {
    expect(flawNamed(id, 'here').body?.(Buffer.from(text)).toString()).toBe(expected);
  });
});

/** Values with what rewriting by pattern gets wrong: quotes, colons, slashes, backslashes, dots between digits. */
function awkward() {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom('"', ':', ' ', '\\', '/', '.', '1', 'u', '@', 'é', '}', ',', '\n') }),
    fc.string(),
  );
  return fc.oneof(
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(text),
    fc.constant({}),
  );
}
