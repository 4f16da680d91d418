// What a check says of a run.
import { checks } from '../../../harness/checks/index.ts';
import type { RunHistory } from '../../../harness/history.ts';
import { judge } from '../../../harness/judge.ts';

export function verdictOf(id: string, run: RunHistory): string {
  const check = checks.find((each) => each.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  const [judged] = judge(run, [check]);
  return judged?.finding.verdict ?? 'nothing';
}
