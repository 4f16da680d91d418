// Where something stands in a file, for a person to find: `file:line:col`, and the line itself with a caret under the place.
import { DoubleactError } from '../mocks/errors.ts';
import type { Source } from './source.ts';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from './yaml.ts';

/** YAML or JSON; text that is neither is an error. */
export function parseSource(file: string, text: string): Source {
  const lines = text.split(/\r?\n/);
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault !== undefined) {
    const spot = spotAt(fault.pos[0], fault.pos[1]);
    throw new DoubleactError('bad-scenario', {
      where: nameOf(spot),
      expected: 'YAML or JSON',
      got: fault.message.split('\n')[0] ?? '',
      excerpt: excerptOf(spot),
    });
  }

  function spotAt(from: number, to: number): Spot {
    // What is missing at the end of a file is missing in its last line.
    const { line, col } = counter.linePos(Math.min(from, text.trimEnd().length));
    const end = counter.linePos(to);
    const whole = lines[line - 1] ?? '';
    const length = end.line === line ? end.col - col : whole.trimEnd().length - col + 1;
    return { line, col, length: Math.max(1, length) };
  }

  function find(path: readonly string[], atKey: boolean): Spot {
    let spot: readonly [number, number] = [0, 1];
    let node: unknown = document.contents;
    if (isNode(node) && node.range != null) spot = [node.range[0], node.range[1]];
    for (const [index, key] of path.entries()) {
      const last = index === path.length - 1;
      const pair = isMap(node) ? node.items.find((each) => isScalar(each.key) && String(each.key.value) === key) : null;
      const below: unknown = isSeq(node) ? node.items[Number(key)] : pair?.value;
      const aim = last && atKey && pair != null ? pair.key : below;
      const ranged = isNode(aim) && aim.range != null ? aim : isNode(pair?.key) ? pair.key : null;
      if (ranged?.range == null) break;
      spot = [ranged.range[0], ranged.range[1]];
      node = below;
    }
    return spotAt(...spot);
  }

  function nameOf({ line, col }: Spot): string {
    return `${file}:${line}:${col}`;
  }

  function excerptOf({ line, col, length }: Spot): string {
    const margin = `  ${line} | `;
    const whole = lines[line - 1] ?? '';
    // Tabs stay tabs, so that the caret stands where the eye sees the place.
    const before = whole.slice(0, col - 1).replaceAll(/[^\t]/g, ' ');
    return `${margin}${whole}\n${' '.repeat(margin.length - 2)}| ${before}${'^'.repeat(length)}`;
  }

  return {
    file,
    value: document.toJS(),
    placeOf: (path) => nameOf(find(path, true)),
    complain(error) {
      const spot = find(error.complaint.path ?? [], keyCodes.includes(error.code));
      return new DoubleactError(error.code, { ...error.complaint, where: nameOf(spot), excerpt: excerptOf(spot) });
    },
  };
}

/** Complaints about a key, not about what it holds. */
const keyCodes: readonly string[] = ['unknown-key', 'unknown-step'];

interface Spot {
  readonly line: number;
  readonly col: number;
  readonly length: number;
}
