// A report: one way to show what a run came to. A pure function of the result, and of nothing else.
import type { RunResult } from '../harness/result.ts';

export interface Report {
  /** As in `--report KIND=PATH`; the name of its file. */
  readonly kind: string;
  readonly tells: string;
  readonly render: (result: RunResult, options?: ReportOptions) => string;
}

export interface ReportOptions {
  readonly colour?: boolean;
}
