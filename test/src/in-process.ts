// The program in this process: as a user runs it, but loaded once for all the runs of a file.
import { main } from '../../src/main.ts';
import { type Ended, type Serving, toServing } from './program.ts';

/** Runs it to its end. */
export function inProcess(argv: readonly string[]): Promise<Ended> {
  return begin(argv).ended;
}

/** `serve --json` on free ports, ready. */
export async function serveInProcess(argv: readonly string[] = []): Promise<Serving> {
  const { out, spoken, interrupt, ended } = begin(['serve', '--json', '--port', '0', ...argv]);
  await Promise.race([spoken, ended.then(({ err, exit }) => Promise.reject(new Error(`exit ${exit}: ${err}`)))]);
  return toServing(out, () => {
    interrupt();
    return ended;
  });
}

function begin(argv: readonly string[]) {
  const said = { out: '', err: '' };
  let speak = () => {};
  const spoken = new Promise<void>((resolve) => {
    speak = resolve;
  });
  let interrupt = () => {};
  const interrupted = new Promise<void>((resolve) => {
    interrupt = resolve;
  });
  const terminal = {
    out(text: string) {
      said.out += text;
      speak();
    },
    err(text: string) {
      said.err += text;
    },
    colour: false,
    interrupted,
  };
  const ended = main(argv, terminal).then((exit) => ({ ...said, exit }));
  return { out: () => said.out, spoken, interrupt, ended };
}
