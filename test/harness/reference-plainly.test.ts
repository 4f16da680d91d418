// The reference receiver takes deliveries and makes its calls as plain data where it can: it is judged as it would be with
// requests, responses and `fetch`.
import { expect, it } from 'vitest';
import { checks } from '../../harness/checks/index.ts';
import { judge } from '../../harness/judge.ts';
import { loadScenarios } from '../../harness/load.ts';
import { createPlayedWall } from '../../harness/played-wall.ts';
import type { FaultId } from '../../harness/reference/faults.ts';
import { createRestartable } from '../../harness/reference/receiver.ts';
import { runSuite } from '../../harness/run.ts';
import type { Scenario } from '../../harness/scenario.ts';
import type { FunctionSpec } from '../../harness/targets/choose.ts';
import { partnerKeys } from '../partner-keys.ts';

type Open = FunctionSpec['receiver'];

const files = ['approved', 'bytes', 'duplicates', 'outage-issuer', 'restart', 'signature-fields', 'transport'];

it.each([
  ['kyve', 'reads-only-the-first-piece'],
  ['standard-webhooks', 'ignores-retry-after'],
  ['sumsub', undefined],
  ['jumio', 'marks-before-the-work'],
] as const)('%s, %s', async (provider, fault) => {
  const scenarios = await loadScenarios(
    files.map((name) => `scenarios/${name}.yaml`),
    { provider },
  );
  const plain = await verdicts(provider, scenarios, fault, (restartable) => (told, ways) => restartable(told, ways));
  const web = await verdicts(provider, scenarios, fault, (restartable) => (told, { fetch }) => {
    const receive = restartable(told, { fetch });
    return Object.assign((request: Request) => receive(request), { stop: receive.stop });
  });
  expect(web).toEqual(plain);
  expect(Object.values(plain)).toContain('met');
});

async function verdicts(
  provider: string,
  scenarios: readonly Scenario[],
  fault: FaultId | undefined,
  openWith: (restartable: ReturnType<typeof createRestartable>) => Open,
): Promise<Record<string, string>> {
  const wall = createPlayedWall();
  const { history } = await runSuite({
    provider,
    target: { receiver: openWith(createRestartable({ ...wall, fault })) },
    scenarios,
    seed: 7,
    capabilities: { issues: true, restart: true, rotation: true, tenants: true },
    partner: { jwks: partnerKeys, algorithm: 'ES256' },
    wall,
  });
  wall.close();
  return Object.fromEntries(judge(history, checks).map(({ check, finding }) => [check.id, finding.verdict]));
}
