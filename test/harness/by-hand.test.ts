import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarioByHand } from '../../harness/by-hand.ts';
import { loadScenarios } from '../../harness/load.ts';
import { readStep } from '../../harness/step.ts';
import { steps } from '../../harness/steps/index.ts';
import { createSandbox, type Sandbox } from '../../mocks/sandbox.ts';
import { keepingReceiver } from '../receivers.ts';

const start = Date.UTC(2026, 0, 1);

async function byHand(...doings: ((sandbox: Sandbox) => unknown)[]): Promise<string | null> {
  const sandbox = createSandbox({ seed: 1, start, receiver: keepingReceiver().receiver });
  for (const doing of doings) await doing(sandbox);
  const { journal, provider } = sandbox;
  const text = scenarioByHand({
    entries: journal.entries(),
    people: provider.subjects.applicants(),
    provider: provider.profile.id,
  });
  await sandbox.close();
  return text;
}

const step = (given: unknown) => (sandbox: Sandbox) => readStep(steps, given, 'step').take({ sandbox, target: null });

describe('what was done by hand', () => {
  it('is a scenario with the same steps, and with names for what only this sandbox knows', async () => {
    let event = '';
    const text = await byHand(
      step({ pace: 60 }),
      step({ pace: 'still' }),
      async (sandbox) => {
        const done = await step({ emit: { event: 'verification.completed', applicant: 'ana' } })(sandbox);
        event = done.event as string;
      },
      step({ advance: '1h' }),
      // Time that flowed by itself between two clicks.
      (sandbox) => sandbox.clock.advance(90_000),
      (sandbox) => step({ redeliver: { event } })(sandbox),
      (sandbox) => step({ redeliver: { delivery: sandbox.provider.deliveries.list()[0]?.id } })(sandbox),
      (sandbox) => step({ issuer: { calm: sandbox.provider.subjects.applicants()[0]?.email } })(sandbox),
      step({ 'rotate-secret': { overlap: '1h', secret: 'a-secret-of-my-own' } }),
    );
    expect(text).toBe(`title: Done by hand with kyve
providers:
  - kyve
needs:
  - rotation
steps:
  - emit:
      event: verification.completed
      applicant: ana
    as: event-1
  - advance: 1h
  - advance: 1m30s
  - redeliver:
      event: \${event-1.event}
  - redeliver:
      delivery: \${event-1.deliveries.0.id}
  - issuer:
      calm: ana
  - rotate-secret:
      overlap: 1h
  - settle: {}
`);
    const file = join(tmpdir(), 'done-by-hand.yaml');
    writeFileSync(file, text ?? '');
    await expect(loadScenarios([file], { provider: 'kyve' })).resolves.toMatchObject([{ id: 'done-by-hand' }]);
  });

  it('is nothing where nothing was done', async () => {
    expect(await byHand()).toBeNull();
  });
});
