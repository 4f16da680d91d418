// The command that repeats one check: the same receiver, readings and seed, and only the scenarios that showed it.

export interface Repeatable {
  readonly provider: string;
  readonly seed: number;
  readonly flags: readonly (readonly [string, string | true])[];
}

export function repeatCommand(
  { provider, seed, flags }: Repeatable,
  check: string,
  scenarios: readonly string[],
): string {
  const words = [
    'doubleact',
    'test',
    ...scenarios,
    '--provider',
    provider,
    ...flags.flatMap(([name, value]) => (value === true ? [`--${name}`] : [`--${name}`, value])),
    '--only',
    check,
    '--seed',
    String(seed),
  ];
  return `npx ${words.map(quoted).join(' ')}`;
}

/** As a POSIX shell reads it back. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
