// Every report, one line each.
import { unknownName } from '../../mocks/errors.ts';
import type { Report } from '../report.ts';
import { annotations } from './annotations.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { tap } from './tap.ts';
import { terminal } from './terminal.ts';

export const reports: readonly Report[] = [terminal, json, junit, markdown, annotations, tap, sarif, html];

export function reportNamed(kind: string, where: string): Report {
  const report = reports.find((each) => each.kind === kind);
  if (report === undefined) {
    throw unknownName(
      'bad-value',
      where,
      kind,
      reports.map((each) => each.kind),
    );
  }
  return report;
}
