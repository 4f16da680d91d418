// Whatever a receiver answers, a report stays what it is: well-formed, and nothing in it comes alive.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportNamed, reports } from '../../../src/reports/index.ts';
import { makeResult } from '../../fixtures/result.ts';
import { readXml } from './xml.ts';

/** Any at all; fast-check's own `binary` first makes a table of every one there is. */
const character = fc.integer({ min: 0, max: 0x10ffff }).map(String.fromCodePoint);

const nasty = fc.oneof(
  fc.string({ unit: character, maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      '`',
      '\n',
      '\r',
      '%',
      ':',
      '#',
      '|',
      ']',
      '\u001b',
      '\ud800',
      'a',
      ' ',
    ),
  }),
  fc.constantFrom(
    '</pre><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '\n::error::forged',
    '\r::set-output name=a::b',
    '%0A::warning::forged',
    ']]>',
    '\n```\n# heading',
    '\nok 99 - forged',
    '\n  ...\nok 1 - forged',
    '\u001b[2Jgone',
    '\u202eevil',
    '&#x3c;script&#x3e;',
  ),
);

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

describe('foreign text', () => {
  it('leaves JUnit well-formed XML with the same tests', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const root = readXml(render('junit', text));
        expect(root.attributes).toMatchObject({ tests: '8', failures: '1', errors: '1', skipped: '2' });
      }),
    );
  });

  it('leaves HTML with the same elements as without it', () => {
    const skeleton = (page: string) => [...page.matchAll(/<(\/?[a-z][a-z0-9]*)\b/gi)].map(([, name]) => name).join(' ');
    const calm = skeleton(render('html', 'ok'));
    fc.assert(
      fc.property(nasty, (text) => {
        const page = render('html', text);
        expect(skeleton(page)).toBe(calm);
      }),
    );
  });

  it('leaves annotations one line a command', () => {
    const calm = render('annotations', 'ok').split('\n').length;
    fc.assert(
      fc.property(nasty, (text) => {
        const lines = render('annotations', text).split('\n');
        expect(lines.length).toBe(calm);
        for (const line of lines.slice(0, -1)) expect(line).toMatch(/^::(?:error|warning|notice) [^\r]*::[^\r]*$/);
      }),
    );
  });

  it('leaves TAP with the same points', () => {
    const points = (text: string) => text.split('\n').filter((line) => /^(?:ok|not ok|1\.\.)/.test(line)).length;
    const calm = points(render('tap', 'ok'));
    fc.assert(
      fc.property(nasty, (text) => {
        const shown = render('tap', text);
        expect(points(shown)).toBe(calm);
        for (const [, detail] of shown.matchAll(/^ {4}- (.*)$/gm)) expect(() => JSON.parse(detail ?? '')).not.toThrow();
      }),
    );
  });

  it('leaves Markdown with the same headings and details, and closes every fence', () => {
    const headings = (text: string) =>
      withoutFences(text).filter((line) => /^(?:#|<details|<\/details)/.test(line)).length;
    const calm = headings(render('markdown', 'ok'));
    fc.assert(
      fc.property(nasty, (text) => {
        const shown = render('markdown', text);
        expect(headings(shown)).toBe(calm);
        expect(withoutFences(shown).join('\n')).not.toMatch(/<script|<img/i);
      }),
    );
  });

  it('leaves JSON what it is, with the text in it', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(JSON.parse(render('json', text))).toEqual(JSON.parse(JSON.stringify(makeResult({}, text))));
      }),
    );
  });

  it('leaves SARIF the same results, and nothing in them to obey', () => {
    const calm = JSON.parse(render('sarif', 'ok')).runs[0].results.length;
    fc.assert(
      fc.property(nasty, (text) => {
        const { results } = JSON.parse(render('sarif', text)).runs[0];
        expect(results).toHaveLength(calm);
        const texts = results.map(({ message }: { message: { text: string } }) => message.text);
        expect(texts.join('')).not.toMatch(unseen);
      }),
    );
  });

  it('never reaches a terminal as something to obey', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(render('terminal', text)).not.toMatch(unseen);
      }),
    );
  });
});

describe('every report', () => {
  it.each(reports.map(({ kind }) => kind))(
    '%s tells seed, profile, assumptions, version, plan and exclusions',
    (kind) => {
      const shown = render(kind, 'ok').replaceAll(/&#(\d+);/g, (_all, code: string) =>
        String.fromCharCode(Number(code)),
      );
      for (const told of [
        '7',
        'kycert@2026-06',
        'signature-header',
        '0.1.0',
        'c0ffee',
        'constant-time comparison',
        'cannot be seen over HTTP',
      ]) {
        expect(shown).toContain(told);
      }
      expect(shown).not.toMatch(/certified/i);
      if (kind !== 'json') expect(shown).toContain('Checked against profile kycert@2026-06');
    },
  );

  it('is a pure function of the result', () => {
    const result = makeResult();
    for (const { render: show } of reports) expect(show(result)).toBe(show(structuredClone(result)));
  });
});

function render(kind: string, foreign: string): string {
  return reportNamed(kind, 'test').render(makeResult({}, foreign));
}

/** The lines that are Markdown, not the inside of a fenced block. */
function withoutFences(text: string): readonly string[] {
  const kept: string[] = [];
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    if (fence === null) {
      fence = /^(`{3,})text$/.exec(line)?.[1] ?? null;
      if (fence === null) kept.push(line);
    } else if (line === fence) fence = null;
  }
  expect(fence).toBeNull();
  return kept;
}
