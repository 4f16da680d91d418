// explain: everything known of one id, whatever kind of thing it is.
import { DoubleactError, unknownName } from '../../mocks/errors.ts';
import { coloursFor } from '../colours.ts';
import type { Command } from '../command.ts';
import { operandsKey } from '../flags.ts';
import { configFlag, ownProviders } from '../providers/own.ts';
import { kinds, type Thing } from '../things.ts';

export const explain: Command = {
  name: 'explain',
  tells: 'Tells everything known of a check, scenario, step, provider, flaw, mood, fault or assumption.',
  operands: 'ID',
  flags: [{ name: 'json', value: null, kind: 'yes', tells: 'Prints JSON.' }, configFlag],
  examples: ['doubleact explain refuses-a-tampered-body', 'doubleact explain persona'],
  async run(flags, terminal) {
    const ids = (flags[operandsKey] as readonly string[] | undefined) ?? [];
    if (ids.length === 0) {
      throw new DoubleactError('bad-value', { where: 'doubleact explain', expected: 'an id', got: 'none' });
    }
    const own = await ownProviders(flags);
    const all = (
      await Promise.all(
        Object.entries(kinds).map(async ([kind, load]) => (await load(own)).map((thing) => ({ kind, thing }))),
      )
    ).flat();
    const found = ids.flatMap((id) => {
      const such = all.filter(({ thing }) => thing.id === id);
      if (such.length > 0) return such;
      throw unknown(id, [...new Set(all.map(({ thing }) => thing.id))]);
    });
    terminal.out(
      flags.json === true
        ? `${JSON.stringify(
            found.map(({ kind, thing }) => ({ kind, ...thing })),
            null,
            2,
          )}\n`
        : found.map(({ kind, thing }) => text(kind, thing, terminal.colour)).join('\n'),
    );
    return 0;
  },
};

/** Hundreds of names are no help; the nearest one is. */
function unknown(id: string, known: readonly string[]): DoubleactError {
  const { hint } = unknownName('not-found', 'doubleact explain', id, known);
  return new DoubleactError('not-found', {
    where: 'doubleact explain',
    expected: 'an id that doubleact list shows',
    got: JSON.stringify(id),
    hint: hint ?? undefined,
  });
}

function text(kind: string, { id, tells, more }: Thing, colour: boolean): string {
  const { bold, dim } = coloursFor(colour);
  const said = more.filter(([, value]) => value !== '');
  const width = Math.max(0, ...said.map(([name]) => name.length));
  const lines = said.map(([name, value]) => {
    const [first = '', ...rest] = value.split('\n');
    const more = rest.map((line) => `\n  ${' '.repeat(width)}  ${line}`).join('');
    return `  ${dim(name.padEnd(width))}  ${first}${more}`;
  });
  return [`${bold(id)} ${dim(`(${kind})`)}`, `  ${tells}`, '', ...lines, ''].join('\n');
}
