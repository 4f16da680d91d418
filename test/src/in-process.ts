// The program in this process: as a user runs it, but loaded once for all the runs of a file.
import { main } from '../../src/main.ts';
import type { Ended } from './program.ts';

export async function inProcess(argv: readonly string[]): Promise<Ended> {
  const said = { out: '', err: '' };
  const exit = await main(argv, {
    out(text) {
      said.out += text;
    },
    err(text) {
      said.err += text;
    },
    colour: false,
    interrupted: new Promise(() => {}),
  });
  return { ...said, exit };
}
