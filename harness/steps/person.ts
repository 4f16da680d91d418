// The e-mail of a person that a scenario names.
import type { Sandbox } from '../../mocks/sandbox.ts';

/** What is no name of anybody's stays as it is: an e-mail, or the id of something. */
export function emailOf(sandbox: Sandbox, who: string): string {
  return sandbox.provider.subjects.applicants().find(({ key }) => key === who)?.email ?? who;
}
