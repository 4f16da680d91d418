// providers diff: what a receiver of one provider must change to be one of another.
import { DoubleactError } from '../../mocks/errors.ts';
import { profileNamed } from '../../mocks/provider/profiles/index.ts';
import { coloursFor } from '../colours.ts';
import type { Command } from '../command.ts';
import { operandsKey } from '../flags.ts';
import { type Difference, differencesOf } from '../providers/difference.ts';
import { configFlag, ownProviders } from '../providers/own.ts';

export const providers: Command = {
  name: 'providers',
  tells: 'Tells what a receiver of one provider must change to be one of another.',
  operands: 'diff A B',
  flags: [{ name: 'json', value: null, kind: 'yes', tells: 'Prints JSON.' }, configFlag],
  examples: ['doubleact providers diff kyve persona'],
  async run(flags, terminal) {
    const operands = (flags[operandsKey] as readonly string[] | undefined) ?? [];
    const [verb, from, to, ...more] = operands;
    if (verb !== 'diff' || from === undefined || to === undefined || more.length > 0) {
      throw new DoubleactError('bad-value', {
        where: 'doubleact providers',
        expected: 'diff and two providers, such as diff kyve persona',
        got: operands.length === 0 ? 'nothing' : operands.join(' '),
      });
    }
    const own = await ownProviders(flags);
    const [one, other] = [from, to].map((id) => profileNamed(id, 'doubleact providers diff', own));
    const differences = one === undefined || other === undefined ? [] : differencesOf(one, other);
    terminal.out(
      flags.json === true
        ? `${JSON.stringify({ from, to, differences }, null, 2)}\n`
        : text(`${from} → ${to}`, differences, terminal.colour),
    );
    return 0;
  },
};

function text(title: string, differences: readonly Difference[], colour: boolean): string {
  const { bold, dim } = coloursFor(colour);
  if (differences.length === 0) return `${bold(title)}: nothing to change\n`;
  const width = Math.max(...differences.map(({ point }) => point.length));
  const gap = ' '.repeat(width + 4);
  return [
    `${bold(title)}: what a receiver must change`,
    '',
    ...differences.flatMap(({ point, from, to, change }) => [
      `  ${bold(point.padEnd(width))}  ${change}`,
      `${gap}${dim(`was ${from}`)}`,
      `${gap}${dim(`is  ${to}`)}`,
    ]),
    '',
  ].join('\n');
}
