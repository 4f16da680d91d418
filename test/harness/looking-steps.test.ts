// expect, await, never, request and restart: what they take for granted and how they say that it is otherwise.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what a scenario file writes, not what a template does
import { afterEach, describe, expect, it } from 'vitest';
import { Disappointment, readStep } from '../../harness/step.ts';
import { steps } from '../../harness/steps/index.ts';
import { tellStory } from '../../harness/steps/story.ts';
import type { Target } from '../../harness/target.ts';
import type { JsonObject } from '../../mocks/json.ts';
import type { Receiver } from '../../mocks/provider/shot.ts';
import { createSandbox, type Sandbox } from '../../mocks/sandbox.ts';
import { openReceiver } from '../receivers.ts';

const opened: Sandbox[] = [];
afterEach(() => Promise.all(opened.splice(0).map((sandbox) => sandbox.close())));

function toTarget(more: Partial<Target>): Target {
  return {
    url: 'http://localhost/webhooks/kyve',
    receiver: null,
    restart: null,
    died: () => null,
    output: () => null,
    stop: async () => {},
    ...more,
  };
}

/** A sandbox with a receiver that answers, and steps taken in it. */
function open(answer: Receiver | number = 200, target: Target | null = null) {
  const receiver = typeof answer === 'number' ? () => new Response('{"ok":true}', { status: answer }) : answer;
  const sandbox = createSandbox({ seed: 1, receiver });
  opened.push(sandbox);
  return {
    sandbox,
    take: (given: object): Promise<JsonObject> => readStep(steps, given, 'step').take({ sandbox, target }),
  };
}

const approve = (applicant: string) => ({ emit: { outcome: 'approved', applicant } });
const disappoints = (step: Promise<unknown>) =>
  step.then(
    () => 'it held',
    (fault: Error) => (fault instanceof Disappointment ? fault.message : `a fault: ${fault.message}`),
  );
const without = (text: string) => text.replaceAll(/\d+(?:\.\d+)? m?s/g, '# ms').replaceAll(/×\d+/g, '×#');

describe('expect', () => {
  it('holds for entries of the journal, by kind, person, keys and count', async () => {
    const { take } = open();
    await take(approve('ana'));
    await take(approve('ben'));
    await take({ settle: {} });
    await take({ expect: { kind: 'attempt.answered', count: 2 } });
    await take({ expect: { kind: 'attempt.answered', applicant: 'ana', with: { status: 200 }, count: 1 } });
    await take({ expect: { kind: 'attempt.answered', with: { status: { atLeast: 400 } }, count: 0 } });
    await take({ expect: { kind: 'credential.issued', count: 0 } });
    expect(await take({ expect: { kind: 'delivery.closed', applicant: 'ben' } })).toMatchObject({ count: 1 });
  });

  it('holds for the state of a delivery and of an answer', async () => {
    const { take } = open(503);
    await take({ ...approve('ana'), as: 'first' });
    await take({ settle: {} });
    await take({ expect: { delivery: 'ana', state: 'waiting', with: { attempts: 1 } } });
    await take({ expect: { delivery: '${first.event}', state: { oneOf: ['waiting', 'failed'] } } });
    expect(await take({ expect: { answer: 'ana', status: 503, with: { json: { ok: true } } } })).toMatchObject({
      status: 503,
    });
  });

  it('says what it found instead', async () => {
    const { take } = open(503);
    await take(approve('ana'));
    await take({ settle: {} });
    expect(await disappoints(take({ expect: { answer: 'ana', status: 200 } }))).toBe(
      'answer of ana: status: expected 200, got 503',
    );
    expect(await disappoints(take({ expect: { credential: 'ana', state: 'ONCHAIN' } }))).toBe(
      'credential of ana: expected one, got none',
    );
    expect(await disappoints(take({ expect: { kind: 'attempt.answered', with: { status: 200 } } }))).toBe(
      'attempt.answered with {"status":200}: expected at least 1, got 0 (the last one: status: expected 200, got 503)',
    );
    expect(await disappoints(take({ expect: { kind: 'attempt.sent', count: { atMost: 0 } } }))).toBe(
      'attempt.sent: expected at most 0, got 1',
    );
  });
});

describe('await', () => {
  it('holds as soon as it is so', async () => {
    const { take } = open();
    await take(approve('ana'));
    expect(await take({ await: { delivery: 'ana', state: 'delivered', within: '5s' } })).toMatchObject({
      state: 'delivered',
      attempts: 1,
    });
  });

  it('tells on time-out what it saw', async () => {
    const { take } = open(503);
    await take(approve('ana'));
    const said = await disappoints(
      take({
        await: {
          answer: 'ana',
          status: 200,
          within: '120ms',
          every: '20ms',
          unless: { delivery: 'ana', state: 'failed' },
        },
      }),
    );
    expect(without(said)).toMatch(
      /^waited for the answer of ana with status 200: (no answer (×# )?\(.+\) → )?503 ×# \(.+\); never 200; gave up at # ms; answer of ana: status: expected 200, got 503$/,
    );
  });

  it('ends at once where something else came', async () => {
    const { take } = open(503);
    await take(approve('ana'));
    const unless = { answer: 'ana', status: { atLeast: 500 } };
    const said = await disappoints(take({ await: { credential: 'ana', state: 'ONCHAIN', within: '1m', unless } }));
    expect(without(said)).toMatch(/never ONCHAIN; the answer of ana with status at least 500 came instead at # ms$/);
  });

  it('ends at once where waiting mends nothing', async () => {
    const { take } = open();
    await take(approve('ana'));
    await take({ settle: {} });
    const over = await disappoints(take({ await: { delivery: 'ana', state: 'failed', within: '1m' } }));
    expect(without(over)).toMatch(/never failed; gave up at # ms, as delivered is for good$/);
    const kind = await disappoints(take({ await: { answer: 'ana', status: 'fine', within: '1m' } }));
    expect(without(kind)).toMatch(/never fine; gave up at # ms, as status is of another kind$/);
    const many = await disappoints(take({ await: { kind: 'attempt.sent', count: 0, within: '1m' } }));
    expect(without(many)).toMatch(/gave up at # ms, as 1 are more than may be$/);
  });

  it('asks the receiver again and again, where it is told to', async () => {
    let asked = 0;
    const receiver = () => new Response(null, { status: ++asked < 3 ? 503 : 200 });
    const { take } = open(200, toTarget({ receiver }));
    const request = { path: '/health', expect: { status: 200 } };
    await take({ await: { request, within: '5s', every: '5ms' } });
    expect(asked).toBe(3);
  });

  it('tells stories that a person can read', () => {
    const looks = (saw: string, ...at: number[]) => at.map((each) => ({ at: each, saw }));
    const seen = [
      ...looks('PENDING', 0, 2000, 4000, 6000),
      ...looks('WAIT_ONCHAIN', 8000, 10_000, 12_000, 14_000, 16_000, 18_000),
    ];
    expect(tellStory(seen, 'never ONCHAIN', 'gave up at 20 s')).toBe(
      'PENDING ×4 (0–6 s) → WAIT_ONCHAIN ×6 (8–18 s); never ONCHAIN; gave up at 20 s',
    );
    expect(tellStory(looks('no answer', 250), 'never 200', 'gave up at 300 ms')).toBe(
      'no answer (250 ms); never 200; gave up at 300 ms',
    );
    expect(tellStory([...looks('503', 20, 1500)], 'never 200', 'gave up at 2 s')).toBe(
      '503 ×2 (20 ms–1.5 s); never 200; gave up at 2 s',
    );
  });
});

describe('never', () => {
  it('lets the span pass and holds where nothing came', async () => {
    const { sandbox, take } = open();
    await take(approve('ana'));
    await take({ settle: {} });
    expect(await take({ never: { kind: 'attempt.sent', applicant: 'ana', for: '24h' } })).toMatchObject({
      moved: '1d',
    });
    expect(sandbox.clock.now() - sandbox.clock.start).toBe(24 * 3_600_000);
  });

  it('says when it came', async () => {
    const { take } = open(503);
    await take(approve('ana'));
    await take({ settle: {} });
    expect(await disappoints(take({ never: { kind: 'attempt.sent', applicant: 'ana', for: '30m' } }))).toBe(
      'expected no attempt.sent about ana for 30m, got one after 5m (2 in all)',
    );
  });
});

describe('request', () => {
  it('sends the bytes as they are, and takes an answer that fits', async () => {
    const receiver = await openReceiver({ status: 401, headers: { 'X-Why': 'no' }, body: '{"error":"unsigned"}' });
    try {
      const { take } = open(200, toTarget({ url: receiver.url }));
      const body = '{ "id":\t"é\\u00e9" }\n';
      const expected = {
        status: { atLeast: 400, atMost: 499 },
        headers: { 'x-why': 'no' },
        json: { error: 'unsigned' },
      };
      expect(await take({ request: { body, expect: expected } })).toMatchObject({ status: 401 });
      expect(receiver.got[0]).toMatchObject({ method: 'POST', path: '/webhooks' });
      expect(receiver.got[0]?.body.toString()).toBe(body);
      await take({ request: { path: '/health?deep=1', expect: { status: 401 } } });
      expect(receiver.got[1]).toMatchObject({ method: 'GET', path: '/health?deep=1' });
      expect(await disappoints(take({ request: { json: { a: 1 }, expect: { status: 200 } } }))).toBe(
        'POST the webhook path: status: expected 200, got 401',
      );
      expect(receiver.got[2]?.headers['content-type']).toBe('application/json');
    } finally {
      await receiver.close();
    }
  });

  it('never takes silence for what was expected', async () => {
    const { take } = open(200, toTarget({ url: 'http://127.0.0.1:9/hook' }));
    expect(await disappoints(take({ request: { path: '/' } }))).toMatch(
      /^GET \/: expected an answer, got .*ECONNREFUSED/,
    );
    const hung = open(200, toTarget({ receiver: () => new Promise<Response>(() => {}) }));
    expect(await disappoints(hung.take({ request: { timeout: '20ms' } }))).toBe(
      'GET the webhook path: expected an answer, got no answer within 20 ms',
    );
  });

  it('goes to the receiver and to nobody else', async () => {
    const { take } = open(200, toTarget({}));
    await expect(take({ request: { path: 'http://example.com/' } })).rejects.toThrow(
      'request.path: expected a path of http://localhost, got "http://example.com/"',
    );
  });
});

describe('what needs a receiver under test', () => {
  it.each([{ request: { path: '/' } }, { restart: {} }])('%j is not applicable without one', async (given) => {
    await expect(open().take(given)).rejects.toMatchObject({
      code: 'not-applicable',
      message: `${Object.keys(given)[0]}: expected a receiver under test, got the control API, which only knows its URL`,
    });
  });

  it('restart restarts, where it can', async () => {
    let restarted = 0;
    const restart = async () => {
      restarted += 1;
    };
    await open(200, toTarget({ restart })).take({ restart: {} });
    expect(restarted).toBe(1);
    await expect(open(200, toTarget({})).take({ restart: {} })).rejects.toMatchObject({ code: 'not-applicable' });
  });
});
