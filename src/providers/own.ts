// The providers that a user has defined in a config file.
import type { Profile } from '../../mocks/provider/profile.ts';
import { loadSettings } from '../config.ts';
import type { Flag, Flags } from '../flags.ts';

export const configFlag: Flag = {
  name: 'config',
  value: 'FILE',
  kind: 'text',
  tells: 'Also knows the providers that this file defines; otherwise doubleact.config.ts if there is one.',
};

export async function ownProviders(flags: Flags): Promise<readonly Profile[]> {
  const { settings } = await loadSettings({}, flags.config as string | undefined);
  return settings.providers ?? [];
}
