// Foreign text made safe to look at: what a terminal would obey, or no eye could see, is written out.

// Control characters but the line feed, the marks that turn the direction of writing, blanks of no width, lone surrogates.
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Lines stay lines. */
export function visible(text: string): string {
  return text.replaceAll(unseen, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** On one line, and no longer than this. */
export function oneLine(text: string, most = 160): string {
  const line = visible(text).replaceAll('\n', '\\n');
  return line.length <= most ? line : `${[...line].slice(0, most - 1).join('')}…`;
}
