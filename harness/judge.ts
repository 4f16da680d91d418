// Runs every check over a finished history. A check that throws has not judged: its verdict is unknown.
import type { Check, Finding } from './check.ts';
import type { RunHistory } from './history.ts';

export interface Judged {
  readonly check: Check;
  readonly finding: Finding;
}

export function judge(history: RunHistory, checks: readonly Check[]): Judged[] {
  return checks.map((check) => ({ check, finding: judgeOne(history, check) }));
}

function judgeOne(history: RunHistory, check: Check): Finding {
  try {
    return check.judge(history);
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    return { verdict: 'unknown', reason: `The check ${check.id} could not judge: ${message}`, evidence: [] };
  }
}
