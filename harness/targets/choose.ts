// Opens the receiver under test, whichever of the three kinds it is.
import type { Surroundings } from '../target.ts';
import { openAddress } from './address.ts';
import { openCommand } from './command.ts';
import { openFunction } from './function.ts';
import type { OpenTarget } from './open-target.ts';
import type { TargetSpec, Ways } from './spec.ts';

export type { FunctionSpec, TargetSpec, Ways } from './spec.ts';

/** `path` is where the provider's webhooks go unless the receiver's URL says otherwise. */
export async function openTarget(
  spec: TargetSpec,
  told: Surroundings,
  path: string,
  ways: Ways = { fetch: (...request) => globalThis.fetch(...request) },
): Promise<OpenTarget> {
  if ('url' in spec) return openAddress(spec, path);
  if ('command' in spec) return openCommand(spec, told, path);
  return openFunction(spec, told, path, ways);
}
