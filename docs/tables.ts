// Tables of Markdown, for the pages that are written from the registries.
import type { Assumption } from '../mocks/assumption.ts';

export function assumptions(list: readonly Assumption[]): string {
  return table(
    ['assumption', 'what the documents say', 'readings', 'why'],
    list.map(({ id, about, readings, chosen, why, free }) => [
      `\`${id}\``,
      about,
      [
        ...Object.entries(readings).map(
          ([reading, tells]) => `\`${reading}\`${reading === chosen ? ' (default)' : ''}: ${tells}`,
        ),
        ...(free === undefined ? [] : [`or any text that matches \`${free.source}\``]),
      ].join('<br>'),
      why,
    ]),
  );
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
