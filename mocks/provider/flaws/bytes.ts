// The same event in other bytes, correctly signed: a receiver that signs its own serialisation gets them wrong.
import { isJsonObject, readJson } from '../../json.ts';
import type { Flaw } from './flaw.ts';

export const byteFlaws: readonly Flaw[] = [
  {
    id: 'key-order',
    tells: 'the keys of every object in reverse order',
    takes: 'accept',
    body: (body) => reserialised(body, (value) => JSON.stringify(reverseKeys(value))),
  },
  {
    id: 'whitespace',
    tells: 'pretty-printed, with blanks before colons',
    takes: 'accept',
    body: (body) => reserialised(body, (value) => JSON.stringify(value, null, 2).replaceAll(keyOfLine, '$1 :')),
  },
  {
    id: 'escaped-slashes',
    tells: 'every slash inside strings written as \\/; one more key where there is none',
    takes: 'accept',
    body(body) {
      const text = body.toString('utf8');
      if (!text.includes('/')) return withKey(body, '"link":"https:\\/\\/example.com\\/kyc"');
      return Buffer.from(text.replaceAll(/(?<!\\)\//g, '\\/'));
    },
  },
  {
    id: 'unicode-escapes',
    tells: 'letters written as \\u escapes in upper and lower case',
    takes: 'accept',
    body: (body) =>
      Buffer.from(
        body
          .toString('utf8')
          .replaceAll(/@|é/g, (letter) => `\\u${hex(letter)}`)
          .replaceAll('.', '\\u002E')
          .replaceAll(/(\d)\\u002E(\d)/g, '$1.$2'),
      ),
  },
  {
    id: 'big-integers',
    tells: 'one more key whose number is too large for a double',
    takes: 'accept',
    body: (body) => withKey(body, '"sequence":9007199254740993'),
  },
  {
    id: 'trailing-newline',
    tells: 'a newline after the last brace',
    takes: 'accept',
    body: (body) => Buffer.concat([body, Buffer.from('\n')]),
  },
  {
    id: 'non-ascii',
    tells: 'one more key with letters outside ASCII and an emoji, as raw UTF-8',
    takes: 'accept',
    body: (body) => withKey(body, '"note":"São Tomé — Žluťoučký 東京 🎟"'),
  },
];

/** The key at the beginning of a line: a string may hold a quote and a colon too. */
const keyOfLine = /^(\s*"(?:[^"\\]|\\.)*"):(?= )/gm;

function reserialised(body: Buffer, write: (value: unknown) => string): Buffer {
  const read = readJson(body.toString('utf8'));
  return 'value' in read ? Buffer.from(write(read.value)) : body;
}

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, below]) => [key, reverseKeys(below)]),
  );
}

function withKey(body: Buffer, pair: string): Buffer {
  return Buffer.from(
    body.toString('utf8').replace(/(\{?)(\s*)\}(\s*)$/, (_end, brace: string, before: string, after: string) => {
      const comma = brace === '' ? ',' : '';
      return `${brace}${before}${comma}${pair}}${after}`;
    }),
  );
}

function hex(letter: string): string {
  return letter.charCodeAt(0).toString(16).padStart(4, '0');
}
