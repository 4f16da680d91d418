import { describe, expect, it } from 'vitest';
import { type Sent, told } from '../history.ts';
import { verdictOf } from './verdict-of.ts';

const refusals = {
  'refuses-a-tampered-body': 'tampered-body',
  'refuses-a-wrong-secret': 'wrong-secret',
  'refuses-a-rotated-out-secret': 'rotated-out-secret',
  'refuses-a-missing-signature': 'no-signature',
  'refuses-an-empty-signature': 'empty-signature',
  'refuses-a-signature-without-timestamp': 'signature-without-timestamp',
  'refuses-a-signature-without-v1': 'signature-without-v1',
  'refuses-a-signature-that-is-not-hex': 'signature-not-hex',
  'refuses-a-truncated-signature': 'signature-truncated',
  'refuses-another-scheme': 'signature-other-scheme',
  'refuses-a-stale-timestamp': 'stale-timestamp',
  'refuses-a-future-timestamp': 'future-timestamp',
};

const takings = {
  'accepts-keys-in-another-order': 'key-order',
  'accepts-whitespace': 'whitespace',
  'accepts-escaped-slashes': 'escaped-slashes',
  'accepts-unicode-escapes': 'unicode-escapes',
  'accepts-big-integers': 'big-integers',
  'accepts-a-trailing-newline': 'trailing-newline',
  'accepts-letters-outside-ascii': 'non-ascii',
  'accepts-a-good-v1-last': 'signature-good-v1-last',
  'accepts-header-names-in-any-case': 'header-case',
  'accepts-just-inside-the-past': 'old-timestamp-inside',
  'accepts-just-inside-the-future': 'future-timestamp-inside',
  'accepts-a-chunked-body': 'chunked-body',
  'accepts-a-body-that-drips-in': 'slow-drip',
};

const survivals = {
  'survives-doubled-signature-fields': 'signature-doubled-fields',
  'survives-a-wrong-content-type': 'wrong-content-type',
};

const probe = 'probe@example.com';

/** A probe between two ordinary people. */
function between(how: Sent, { before = 200, after = 200, effect = false, died = null as string | null } = {}) {
  return told(
    (it) => {
      it.happy('before@example.com', { answer: before });
      it.send(probe, how);
      if (effect) it.issue(probe);
      if (after === 200) it.happy('after@example.com');
      else it.send('after@example.com', { answer: after });
    },
    { died },
  );
}

describe.each(Object.entries(refusals))('%s', (id, flaw) => {
  const how = (answer: Sent['answer']) => ({ flaws: [flaw], answer }) as Sent;
  it('is met by a 4xx without effect, between two that were taken', () => {
    expect(verdictOf(id, between(how(401)))).toBe('met');
  });
  it('is broken by a 2xx, a 5xx, a hang, a reset, or an effect', () => {
    for (const answer of [200, 500, 302, 'timeout', 'reset'] as const)
      expect([answer, verdictOf(id, between(how(answer)))]).toEqual([answer, 'broken']);
    expect(verdictOf(id, between(how(401), { effect: true }))).toBe('broken');
  });
  it('is broken by a receiver that dies of it', () => {
    expect(verdictOf(id, between(how('reset'), { after: 503, died: 'exit code 1' }))).toBe('broken');
  });
  it('is unknown where the valid deliveries around it were not taken, or nobody was there', () => {
    expect(verdictOf(id, between(how(401), { before: 401 }))).toBe('unknown');
    expect(verdictOf(id, between(how(401), { after: 401 }))).toBe('unknown');
    expect(verdictOf(id, between(how('connection'), { after: 503, died: 'exit code 1' }))).toBe('unknown');
    expect(verdictOf(id, between(how('outage')))).toBe('unknown');
  });
  it('is idle without such a delivery', () => {
    expect(
      verdictOf(
        id,
        told((it) => void it.happy('ana@example.com')),
      ),
    ).toBe('idle');
  });
});

describe.each(Object.entries(takings))('%s', (id, flaw) => {
  const run = (answer: Sent['answer'], credential = true, others = true) =>
    told((it) => {
      if (others) it.happy('before@example.com');
      else it.send('before@example.com');
      it.send(probe, { flaws: [flaw], answer } as Sent);
      if (credential) it.issue(probe);
    });
  it('is met by a 2xx that leads to a credential', () => {
    expect(verdictOf(id, run(200))).toBe('met');
  });
  it('is broken by a refusal, by silence, and by a 2xx after which nothing comes', () => {
    expect(verdictOf(id, run(401, false))).toBe('broken');
    expect(verdictOf(id, run('reset', false))).toBe('broken');
    expect(verdictOf(id, run(200, false))).toBe('broken');
  });
  it('is unknown where nobody was there', () => {
    expect(verdictOf(id, run('connection', false))).toBe('unknown');
  });
  it('is idle where ordinary deliveries lead to nothing either', () => {
    expect(verdictOf(id, run(200, false, false))).toBe('idle');
  });
});

describe.each(Object.entries(survivals))('%s', (id, flaw) => {
  const how = (answer: Sent['answer']) => ({ flaws: [flaw], answer }) as Sent;
  it('is met whether it is taken or refused', () => {
    for (const answer of [200, 401]) expect(verdictOf(id, between(how(answer)))).toBe('met');
  });
  it('is broken by a 5xx or silence', () => {
    for (const answer of [500, 'reset'] as const) expect(verdictOf(id, between(how(answer)))).toBe('broken');
  });
  it('is unknown where nothing valid was taken before', () => {
    expect(verdictOf(id, between(how(401), { before: 401 }))).toBe('unknown');
  });
  it('is idle without such a delivery', () => {
    expect(
      verdictOf(
        id,
        told((it) => void it.happy('ana@example.com')),
      ),
    ).toBe('idle');
  });
});

describe('a broken connection', () => {
  const id = 'survives-a-broken-connection';
  const how: Sent = { flaws: ['dropped-connection'], answer: 'reset' };
  it('is met, broken, unknown', () => {
    expect(verdictOf(id, between(how))).toBe('met');
    expect(verdictOf(id, between(how, { after: 503, died: 'exit code 1' }))).toBe('broken');
    expect(verdictOf(id, between(how, { after: 503 }))).toBe('unknown');
  });
});

describe('the rest of the signature', () => {
  it('accepts-a-valid-delivery', () => {
    const id = 'accepts-a-valid-delivery';
    expect(
      verdictOf(
        id,
        told((it) => void it.happy('ana@example.com')),
      ),
    ).toBe('met');
    expect(
      verdictOf(
        id,
        told((it) => void it.send('ana@example.com', { answer: 401 })),
      ),
    ).toBe('broken');
    expect(
      verdictOf(
        id,
        told((it) => void it.send('ana@example.com', { answer: 'reset' }), { died: 'gone' }),
      ),
    ).toBe('unknown');
    expect(
      verdictOf(
        id,
        told((it) => void it.send('ana@example.com', { answer: 'outage' })),
      ),
    ).toBe('idle');
    // Another delivery of the same event is a duplicate, and judged as that.
    expect(
      verdictOf(
        id,
        told((it) => {
          const { event } = it.send('ana@example.com', { answer: 200 });
          it.send('ana@example.com', { event, answer: 409 });
        }),
      ),
    ).toBe('met');
  });
  it('accepts-the-new-secret-during-rotation', () => {
    const id = 'accepts-the-new-secret-during-rotation';
    const run = (answer: Sent['answer'], rotation = true) =>
      told(
        (it) => {
          it.happy('before@example.com');
          it.add({ kind: 'secret.rotated', endpoint: 'endpoint-1', overlap: 1000 });
          it.send('ana@example.com', { answer } as Sent);
          if (answer === 200) it.issue('ana@example.com');
        },
        { capabilities: { issues: true, restart: false, rotation, tenants: false } },
      );
    expect(verdictOf(id, run(200))).toBe('met');
    expect(verdictOf(id, run(401))).toBe('broken');
    expect(verdictOf(id, run('connection'))).toBe('unknown');
    expect(verdictOf(id, run(200, false))).toBe('idle');
  });
  it('refuses-another-tenants-secret', () => {
    const id = 'refuses-another-tenants-secret';
    const run = (answer: number, after = 200) => between({ endpoint: 'other-tenant', answer }, { after });
    expect(verdictOf(id, run(401))).toBe('met');
    expect(verdictOf(id, run(200))).toBe('broken');
    expect(verdictOf(id, run(401, 401))).toBe('unknown');
    expect(
      verdictOf(
        id,
        told((it) => void it.happy('ana@example.com')),
      ),
    ).toBe('idle');
  });
});
