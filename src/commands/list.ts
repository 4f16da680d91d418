// list: what there is, by kind.
import { unknownName } from '../../mocks/errors.ts';
import { coloursFor } from '../colours.ts';
import type { Command } from '../command.ts';
import { operandsKey } from '../flags.ts';
import { configFlag, ownProviders } from '../providers/own.ts';
import { kinds } from '../things.ts';

export const list: Command = {
  name: 'list',
  tells: `Lists what there is: ${Object.keys(kinds).join(', ')}.`,
  operands: `[${Object.keys(kinds).join(' | ')}]`,
  flags: [{ name: 'json', value: null, kind: 'yes', tells: 'Prints JSON.' }, configFlag],
  examples: ['doubleact list checks', 'doubleact list flaws --json'],
  async run(flags, terminal) {
    const asked = (flags[operandsKey] as readonly string[] | undefined) ?? Object.keys(kinds);
    const { bold, dim } = coloursFor(terminal.colour);
    const own = await ownProviders(flags);
    const found: Record<string, readonly { id: string; tells: string }[]> = {};
    for (const kind of asked) {
      const load = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
      if (load === undefined) throw unknownName('not-found', 'doubleact list', kind, Object.keys(kinds));
      found[kind] = (await load(own)).map(({ id, tells }) => ({ id, tells }));
    }
    if (flags.json === true) {
      terminal.out(`${JSON.stringify(found, null, 2)}\n`);
      return 0;
    }
    for (const [kind, things] of Object.entries(found)) {
      const width = Math.max(0, ...things.map(({ id }) => id.length));
      const lines = things.map(({ id, tells }) => `  ${id.padEnd(width)}  ${dim(tells)}`);
      terminal.out(`${[bold(`${kind} (${things.length})`), ...lines, ''].join('\n')}\n`);
    }
    return 0;
  },
};
