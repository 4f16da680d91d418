// What the contract tests begin with: all three doors on free ports, time standing still, the same seed.
import { openServer, type Server } from '../../src/server.ts';
import type { Settings } from '../../src/settings.ts';
import { partnerKeys } from '../partner-keys.ts';

export interface World extends Server {
  /** The first API key of this mode: it may do everything. */
  key(mode?: 'test' | 'live'): string;
}

export async function openWorld(provider: string, settings: Settings = {}): Promise<World> {
  const issuer = { partner: { jwks: partnerKeys } };
  const server = await openServer({ provider, port: 0, speed: 0, seed: 1, issuer, ...settings });
  return {
    ...server,
    key(mode = 'test') {
      const found = server.served.apiKeys.find(({ livemode }) => livemode === (mode === 'live'));
      if (found === undefined) throw new Error(`${provider} has no ${mode} key`);
      return found.value;
    },
  };
}
