// Live progress on stderr: a line now and then, told from the journals as they grow.
import type { Entry } from '../mocks/journal.ts';

/** Real ms between two lines. */
const often = 500;

export function createProgress(
  write: (line: string) => void,
  scenarios: number,
): (scenario: string, entry: Entry) => void {
  const begun = new Set<string>();
  const seen = { attempts: 0, answers: 0, calls: 0, credentials: 0 };
  let began: number | null = null;
  let told = 0;

  return (scenario, entry) => {
    began ??= told = entry.wall;
    begun.add(scenario);
    if (entry.kind === 'attempt.sent') seen.attempts += 1;
    if (entry.kind === 'attempt.answered') seen.answers += 1;
    if (entry.kind === 'call.received' && entry.side === 'issuer') seen.calls += 1;
    if (entry.kind === 'credential.issued') seen.credentials += 1;
    if (entry.wall - told < often) return;
    told = entry.wall;
    const { attempts, answers, calls, credentials } = seen;
    write(
      `${((entry.wall - began) / 1000).toFixed(1)} s  ${Math.min(begun.size, scenarios)}/${scenarios} scenarios begun, ${answers}/${attempts} attempts answered, ${calls} issuer calls, ${credentials} credentials`,
    );
  };
}
