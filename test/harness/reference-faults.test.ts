import { describe, expect, it } from 'vitest';
import { type FaultId, faults } from '../../harness/reference/faults.ts';
import { createRestartable } from '../../harness/reference/receiver.ts';
import { createStand, type Stand, type StandOptions, send } from './reference-stand.ts';

const HOUR = 3_600_000;
const soon = 60_000;

interface Occasion {
  /** Where the fault can show; kyve unless said. */
  readonly in?: Partial<StandOptions>;
  /** The happy path is occasion enough. */
  readonly always?: true;
  /** What happens, and what is then seen from outside that no correct receiver shows. */
  readonly shows: (world: Stand) => Promise<unknown>;
}

/** The answers to a delivery with this flaw, and how many credentials the person has got. */
const probe = (flaw: string) => async (world: Stand) => {
  const person = send(world, 'probe', { flaw, level: 'basic' });
  await world.pass(soon);
  return [world.answers(person), world.credentials(person).length];
};

/** The same with the issuer in a mood. */
const inMood =
  (mood: Record<string, unknown>, details: Record<string, unknown> = {}) =>
  async (world: Stand) => {
    world.sandbox.issuer.setMood(mood as { mood: string });
    const person = send(world, 'probe', { level: 'basic', ...details });
    await world.pass(HOUR);
    return [world.answers(person), world.credentials(person).length];
  };

const credentials =
  (outcome: string, more: Record<string, unknown> = {}) =>
  async (world: Stand) => {
    const person = send(world, 'probe', { outcome, level: 'basic', ...more });
    await world.pass(soon);
    return world.credentials(person).length;
  };

const subject = async (world: Stand, person: string) => {
  await world.pass(HOUR);
  return world.credentials(person)[0]?.subject;
};

const refusedTokens = async (world: Stand) => {
  const [first] = world.entries('token.refused');
  return first === undefined ? null : first.reason;
};

/** How often the status was asked for with the issuer in a mood, the last waits, and where the credentials stand. */
const asking = (mood: Record<string, unknown>) => async (world: Stand) => {
  world.sandbox.issuer.setMood(mood as { mood: string });
  const person = send(world, 'probe', { level: 'basic' });
  await world.pass(soon);
  return {
    asked: world.entries('call.received').filter(({ method, applicant }) => method === 'GET' && applicant === person)
      .length,
    waits: world.waits.slice(-2).map(({ ms }) => ms),
    states: world.credentials(person).map(({ state }) => state),
  };
};

const firstAnswer = (method: string) => async (world: Stand) => {
  const first = world.entries('call.received').find((call) => call.method === method);
  return world.entries('call.answered').find(({ call }) => call === first?.call)?.status;
};

const stuck = { mood: 'stuck-pending', count: 1 };

const occasions: Readonly<Record<FaultId, [occasion: Occasion, seen: unknown]>> = {
  'no-verification': [{ shows: probe('tampered-body') }, [[200], 0]],
  'verifies-reserialised-json': [{ shows: probe('key-order') }, [[401], 0]],
  'no-tolerance': [{ shows: probe('stale-timestamp') }, [[200], 1]],
  'refuses-only-old': [{ shows: probe('future-timestamp') }, [[200], 1]],
  'tolerates-one-minute-only': [{ shows: probe('future-timestamp-inside') }, [[401], 0]],
  'reads-only-the-first-v1': [{ shows: probe('signature-good-v1-last') }, [[401], 0]],
  'accepts-an-absent-header': [{ shows: probe('no-signature') }, [[200], 1]],
  'accepts-any-scheme': [{ shows: probe('signature-other-scheme') }, [[200], 1]],
  'compares-only-a-prefix': [{ shows: probe('signature-truncated') }, [[200], 1]],
  'accepts-another-tenants-secret': [{ shows: probe('wrong-secret') }, [[200], 1]],
  'keeps-a-rotated-out-secret': [
    {
      async shows(world) {
        world.sandbox.provider.endpoints.rotate('endpoint-1', 0, nextSecret);
        send(world, 'first');
        await world.pass(soon);
        return probe('rotated-out-secret')(world);
      },
    },
    [[200], 1],
  ],
  'ignores-the-next-secret': [
    {
      async shows(world) {
        world.sandbox.provider.endpoints.rotate('endpoint-1', 0, nextSecret);
        const person = send(world, 'probe');
        await world.pass(soon);
        return world.answers(person);
      },
    },
    [401],
  ],
  'answers-before-verifying': [{ shows: probe('wrong-secret') }, [[200], 0]],
  'works-before-verifying': [{ shows: probe('wrong-secret') }, [[401], 1]],
  'crashes-on-a-malformed-header': [{ shows: probe('signature-not-hex') }, [[null], 0]],
  'answers-500-to-a-malformed-header': [{ shows: probe('signature-without-v1') }, [[500], 0]],
  'hangs-instead-of-refusing': [{ in: { timeout: 30 }, shows: probe('wrong-secret') }, [[null], 0]],
  'leaks-error-text': [
    {
      async shows(world) {
        await probe('wrong-secret')(world);
        return /verify\.js:\d+/.test(world.entries('attempt.answered').at(-1)?.body.text ?? '');
      },
    },
    true,
  ],
  'does-not-dedupe': [{ shows: probe('duplicate') }, [[200, 200], 2]],
  'dedupes-by-body-hash': [{ shows: probe('same-id-other-body') }, [[200, 200], 2]],
  'forgets-on-restart': [
    {
      async shows(world) {
        const person = send(world, 'probe', { level: 'basic' });
        await world.pass(soon);
        world.restart();
        world.sandbox.provider.redeliver({});
        await world.pass(soon);
        return world.credentials(person).length;
      },
    },
    2,
  ],
  'loses-work-on-restart': [
    {
      async shows(world) {
        world.sandbox.issuer.setMood({ mood: 'error-500', count: 1 });
        const person = send(world, 'probe', { level: 'basic' });
        await world.sandbox.advance(soon);
        world.restart();
        await world.pass(soon);
        return world.credentials(person).length;
      },
    },
    0,
  ],
  'marks-before-the-work': [{ shows: inMood({ mood: 'error-500', count: 1 }) }, [[503, 200], 0]],
  'marks-after-the-work': [
    { shows: async (world) => Number(((await probe('concurrent-duplicates')(world)) as number[])[1]) > 1 },
    true,
  ],
  'answers-4xx-on-its-own-outage': [
    { in: { provider: 'kycert' }, shows: inMood({ mood: 'error-500', count: 1 }) },
    [[422], 0],
  ],
  'answers-5xx-to-unknown-events': [
    {
      async shows(world) {
        world.sandbox.emit('verification.updated', { body: { id: 'evt_1', type: 'verification.archived' } });
        await world.pass(soon);
        return world.answers().at(-1);
      },
    },
    500,
  ],
  'answers-4xx-to-duplicates': [{ shows: probe('duplicate') }, [[200, 409], 1]],
  'answers-4xx-to-what-approves-nobody': [
    {
      in: { provider: 'kycert' },
      shows: async (world) => [await credentials('rejected')(world), world.answers().at(-1)],
    },
    [0, 422],
  ],
  'reads-only-the-first-piece': [{ shows: probe('chunked-body') }, [[401], 0]],
  'gives-a-body-no-time': [{ shows: probe('slow-drip') }, [[408], 0]],
  'answers-500-to-another-content-type': [{ shows: probe('wrong-content-type') }, [[500], 0]],
  'waits-for-onchain': [
    {
      always: true,
      async shows({ sandbox }) {
        const kinds = sandbox.journal.entries().map(({ kind }) => kind);
        return kinds.indexOf('credential.moved') < kinds.indexOf('attempt.answered');
      },
    },
    true,
  ],
  'revokes-on-duplicates': [{ shows: probe('duplicate') }, [[200, 200], 2]],
  'lets-a-late-event-regress': [{ shows: probe('late-older-event') }, [[200, 200], 2]],
  'never-does-the-work': [{ always: true, shows: credentials('approved') }, 0],
  'issues-on-pending': [{ shows: credentials('pending') }, 1],
  'issues-on-rejected': [{ shows: credentials('rejected') }, 1],
  'believes-hearsay': [{ in: { provider: 'jumio' }, shows: probe('unknown-subject') }, [[200], 1]],
  'marks-hearsay-as-seen': [
    {
      in: { provider: 'jumio' },
      async shows(world) {
        const override = { 'workflowExecution.status': 'PROCESSED' };
        send(world, 'probe', { event: 'ACQUIRED', outcome: 'pending', level: 'basic', override });
        await world.pass(soon);
        return credentials('approved')(world);
      },
    },
    0,
  ],
  'ignores-livemode': [{ shows: credentials('approved', { livemode: true, endpoint: 'endpoint-1' }) }, 1],
  'hard-codes-the-level': [
    { shows: (world) => subject(world, send(world, 'probe', { level: 'full' })) },
    expect.objectContaining({ kycLevel: 'basic' }),
  ],
  'dates-with-its-own-clock': [
    {
      shows(world) {
        world.sandbox.provider.outage(soon);
        return subject(world, send(world, 'probe', { level: 'basic' }));
      },
    },
    expect.objectContaining({ verifiedAt: '2026-01-01T00:06:00.000Z' }),
  ],
  'folds-the-e-mail': [
    {
      async shows(world) {
        send(world, 'probe', { email: 'Probe+kyc@example.com', level: 'basic' });
        await world.pass(soon);
        return world.credentials('probe@example.com').length;
      },
    },
    1,
  ],
  'tokens-of-a-wrong-scope': [{ always: true, shows: refusedTokens }, 'scope'],
  'tokens-of-a-wrong-algorithm': [{ always: true, shows: refusedTokens }, 'algorithm'],
  'tokens-signed-with-a-shared-secret': [{ always: true, shows: refusedTokens }, 'algorithm'],
  'tokens-without-typ': [{ always: true, shows: refusedTokens }, 'typ'],
  'tokens-without-kid': [{ always: true, shows: refusedTokens }, 'kid'],
  'tokens-without-partner-id': [{ always: true, shows: refusedTokens }, 'partner'],
  'tokens-behind-bearer': [{ always: true, shows: refusedTokens }, 'bearer-prefix'],
  'tokens-live-a-day': [
    {
      always: true,
      shows: async (world) =>
        world.entries('token.accepted').map(({ claims: { exp, iat } }) => Number(exp) - Number(iat))[0],
    },
    86_400,
  ],
  'one-token-for-all-calls': [
    {
      always: true,
      shows: async (world) => new Set(world.entries('token.accepted').map(({ digest }) => digest)).size,
    },
    1,
  ],
  'issues-with-extra-fields': [{ always: true, shows: firstAnswer('POST') }, 400],
  'polls-by-credential-id': [{ always: true, shows: firstAnswer('GET') }, 404],
  'polls-without-back-off': [
    { always: true, shows: asking(stuck) },
    { asked: 24, waits: [50, 50], states: ['WAIT_ONCHAIN'] },
  ],
  'stops-polling-early': [{ shows: asking(stuck) }, { asked: 3, waits: [1000, 2000], states: ['WAIT_ONCHAIN'] }],
  'gives-up-on-an-unknown-hash': [
    { shows: asking({ mood: 'hash-unknown', polls: 1 }) },
    { asked: 1, waits: expect.anything(), states: ['WAIT_ONCHAIN'] },
  ],
  'takes-a-terminal-answer-for-pending': [
    { shows: asking({ mood: 'revoked-later', after: '0s' }) },
    { asked: 24, waits: [30_000, 30_000], states: ['REMOVE'] },
  ],
  'ignores-retry-after': [
    {
      async shows(world) {
        await inMood({ mood: 'rate-limited-429', count: 1, retryAfter: '7s' })(world);
        return world.waits.some(({ ms }) => ms === 7000);
      },
    },
    false,
  ],
  'gives-up-on-a-failure': [{ shows: inMood({ mood: 'unavailable-503', count: 1 }) }, [[200], 0]],
  'reissues-while-pending': [{ shows: asking(stuck) }, expect.objectContaining({ states: ['REMOVE', 'ONCHAIN'] })],
  'repeats-an-issue-blindly': [{ shows: inMood({ mood: 'committed-then-dropped', count: 1 }) }, [[200], 2]],
};

const nextSecret = 'the-secret-after-the-rotation';

async function faulty(fault: FaultId, architecture: 'inline' | 'queue', options: Partial<StandOptions> = {}) {
  const open = { now: null as ReturnType<typeof createRestartable> | null };
  const world = await createStand({ provider: 'kyve', algorithm: 'ES256', ...options }, (told, ways) => {
    open.now ??= createRestartable({ ...ways, architecture, fault });
    return open.now({ ...told, DOUBLEACT_NEXT_WEBHOOK_SECRET: nextSecret });
  });
  return { world, reached: () => open.now?.reached() };
}

describe.each(['inline', 'queue'] as const)('faults of the %s reference', (architecture) => {
  it.each(faults.map(({ id, happyPath }) => ({ id, happyPath })))('$id', async ({ id, happyPath }) => {
    const [{ in: options, always = false, shows }, seen] = occasions[id];
    const { world, reached } = await faulty(id, architecture, options);
    const happy = send(world, 'happy', { level: 'basic' });
    await world.pass(soon);
    expect(world.answers(happy)).toEqual([200]);
    if (happyPath === 'credential') {
      expect(world.credentials(happy)).toEqual([expect.objectContaining({ state: 'ONCHAIN' })]);
    }
    expect(reached()).toBe(always);
    const shown = await shows(world);
    expect(reached()).toBe(true);
    expect(shown).toEqual(seen);
  });
});
