// The result itself.
import type { Report } from '../report.ts';

export const json: Report = {
  kind: 'json',
  tells: 'For programs: the whole result, with the history of every scenario.',
  render: (result) => `${JSON.stringify(result, null, 2)}\n`,
};
