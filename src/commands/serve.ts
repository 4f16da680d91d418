// serve: both sides on this machine until Ctrl-C.
import type { Command, Terminal } from '../command.ts';
import { loadSettings } from '../config.ts';
import { type Flags, toPairs } from '../flags.ts';
import { servedTable } from '../served-table.ts';
import type { Served } from '../server.ts';
import { lastPort, type Settings } from '../settings.ts';

export const serve: Command = {
  name: 'serve',
  tells: 'Serves both sides on this machine: the provider and its webhooks, the issuer, and an API to control them.',
  flags: [
    { name: 'provider', value: 'ID', kind: 'text', tells: 'Whose webhooks (kyve); see doubleact list providers.' },
    {
      name: 'receiver',
      value: 'URL',
      kind: 'text',
      tells: 'Where they go; a bare origin gets the usual path of the provider.',
    },
    { name: 'path', value: 'PATH', kind: 'text', tells: 'The path for a bare origin.' },
    { name: 'secret', value: 'TEXT', kind: 'text', tells: 'The webhook secret; otherwise one is drawn from the seed.' },
    {
      name: 'port',
      value: 'N',
      kind: 'whole',
      most: lastPort,
      tells: 'The control port (4400); provider and issuer take the next two. 0: any free ones.',
    },
    { name: 'seed', value: 'N', kind: 'whole', tells: 'Draws the same ids, people and secrets again.' },
    { name: 'start', value: 'TIME', kind: 'text', tells: 'Sandbox time at the beginning; otherwise now.' },
    { name: 'speed', value: 'N', kind: 'number', tells: 'Sandbox time flows N times as fast (1); 0: it stands still.' },
    {
      name: 'receiver-time',
      value: 'MODE',
      kind: 'text',
      tells: 'The clock signatures are dated by: wall (default), sandbox, skew:-2h, fixed:TIME.',
    },
    {
      name: 'timeout',
      value: 'SPAN',
      kind: 'text',
      tells: 'How long to wait for an answer, if not as long as the provider does.',
    },
    {
      name: 'assume',
      value: 'ID=READING',
      kind: 'list',
      tells: 'Another reading of an assumption; may be given several times.',
    },
    { name: 'allow-host', value: 'HOST', kind: 'list', tells: 'Also send to this host, not only to this machine.' },
    {
      name: 'config',
      value: 'FILE',
      kind: 'text',
      tells: 'Settings from a .ts, .json or .yaml file; otherwise doubleact.config.* if there is one.',
    },
    { name: 'json', value: null, kind: 'yes', tells: 'Prints one line of JSON instead of the table.' },
  ],
  examples: [
    'doubleact serve --provider kycert --receiver http://127.0.0.1:3000/hook',
    'curl -d \'{"emit":"run.completed"}\' http://127.0.0.1:4400/steps',
    'curl -d \'{"advance":"24h"}\' http://127.0.0.1:4400/steps',
  ],
  async run(flags, terminal) {
    const { settings, placeOf } = await loadSettings(toSettings(flags), flags.config as string | undefined);
    // Not before the flags have been read: a slip of the fingers is answered at once.
    const { openServer } = await import('../server.ts');
    const server = await openServer(settings, placeOf);
    try {
      show(server.served, flags.json === true, terminal);
      // What a delivery needs is loaded while nobody waits; with nobody to deliver to, it would be the caller who waits.
      if (server.served.receiver !== null) await server.sandbox().warm();
      await terminal.interrupted;
    } finally {
      await server.close();
    }
    return 0;
  },
};

function show(served: Served, asJson: boolean, terminal: Terminal): void {
  terminal.out(asJson ? `${JSON.stringify(served)}\n` : servedTable(served, terminal.colour));
}

function toSettings(flags: Flags): Settings {
  const settings: Record<string, unknown> = {};
  for (const key of ['provider', 'receiver', 'path', 'secret', 'port', 'seed', 'start', 'speed', 'timeout']) {
    if (flags[key] !== undefined) settings[key] = flags[key];
  }
  if (flags['receiver-time'] !== undefined) settings.receiverTime = flags['receiver-time'];
  if (flags['allow-host'] !== undefined) settings.allowHosts = flags['allow-host'];
  if (flags.assume !== undefined)
    settings.assume = toPairs(flags.assume as readonly string[], '--assume', 'ID=READING');
  return settings;
}
