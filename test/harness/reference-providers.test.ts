// The reference receiver for each provider it knows, held to what goes wrong most: signatures, duplicates, order, what
// approves nobody. The whole suite is `doubleact self-test`.
import { describe, expect, it } from 'vitest';
import { checks } from '../../harness/checks/index.ts';
import { judge } from '../../harness/judge.ts';
import { loadScenarios } from '../../harness/load.ts';
import { createRestartable } from '../../harness/reference/receiver.ts';
import { runSuite } from '../../harness/run.ts';
import { createClock } from '../../mocks/clock.ts';
import { profiles } from '../../mocks/provider/profiles/index.ts';
import { scenariosFolder } from '../../src/shipped.ts';

const names = [
  'approved',
  'signature-forged',
  'signature-malformed',
  'signature-fields',
  'signature-several',
  'time-window',
  'bytes',
  'same-id-other-body',
  'late-older-event',
  'reordered',
  'unknown-event',
  'livemode',
  'decision-not-approved',
  'rotation',
  'hearsay',
];
const files = names.map((name) => `${scenariosFolder}/${name}.yaml`);
/** Those have tests of their own. */
const others = profiles.map(({ id }) => id).filter((id) => !['kyve', 'kycert', 'recipe'].includes(id));

describe('the reference receiver', () => {
  it.concurrent.each(others)('breaks no check for %s', async (provider) => {
    const clock = createClock();
    const receiver = createRestartable({ sleep: (ms, why) => clock.sleep(why === 'back-off' ? ms / 20 : ms) });
    const { history, skipped } = await runSuite({
      provider,
      target: { receiver: (told, ways) => receiver(told, ways) },
      scenarios: await loadScenarios(files, { provider }),
      seed: 1,
      capabilities: { issues: true, restart: false, rotation: true, tenants: false },
    });
    clock.close();
    const judged = judge(history, checks);
    const ids = (verdict: string) =>
      judged.filter(({ finding }) => finding.verdict === verdict).map(({ check }) => check.id);
    // How its polls are spaced is a matter of real time, and these are hastened.
    expect(ids('broken').filter((id) => id !== 'polls-with-back-off')).toEqual([]);
    expect(ids('unknown')).toEqual([]);
    expect(ids('met').length).toBeGreaterThan(30);
    expect(history.histories.flatMap(({ troubles }) => troubles)).toEqual([]);
    for (const { reason } of skipped)
      expect(reason).toMatch(/expected (?:a provider whose|an outcome that)|signs nothing/);
  });
});
