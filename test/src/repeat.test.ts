import { describe, expect, it } from 'vitest';
import { repeatCommand } from '../../src/repeat.ts';

describe('the command that repeats', () => {
  it('names the scenarios, the receiver, the check and the seed', () => {
    const again = {
      provider: 'kyve',
      seed: 7,
      flags: [
        ['exec', 'node app.js'],
        ['intercept', true],
      ],
    } as const;
    expect(repeatCommand(again, 'dedupes-sequential-duplicates', ['duplicates'])).toBe(
      "npx doubleact test duplicates --provider kyve --exec 'node app.js' --intercept --only dedupes-sequential-duplicates --seed 7",
    );
  });

  it('is read back by a shell as it was', () => {
    const again = { provider: 'kyve', seed: 7, flags: [['exec', `echo "$HOME" 'x' \`y\``]] } as const;
    expect(repeatCommand(again, 'one', [])).toBe(
      `npx doubleact test --provider kyve --exec 'echo "$HOME" '\\''x'\\'' \`y\`' --only one --seed 7`,
    );
  });
});
