// What a receiver is taken to be able to do.
import type { EffectsProbe } from '../harness/effects-probe.ts';
import type { Capabilities } from '../harness/history.ts';

interface Declared {
  readonly capabilities?: Partial<Capabilities> | undefined;
  readonly effects?: EffectsProbe | undefined;
}

/** What nobody has declared it cannot do, except for what it is there for: issuing, unless it tells of its effects itself. */
export function toCapabilities({ capabilities, effects }: Declared): Capabilities {
  return { issues: effects === undefined, restart: false, rotation: false, tenants: false, ...capabilities };
}
