// A small strict reader of XML: enough to tell whether a document is well-formed, and what stands in it.

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

/** Throws at the first thing that XML 1.0 does not allow. */
export function readXml(source: string): Element {
  const forbidden = [...source].find((letter) => !isXmlLetter(letter.codePointAt(0) ?? 0));
  if (forbidden !== undefined) throw new Error(`XML cannot hold U+${forbidden.codePointAt(0)?.toString(16)}`);
  const stack: { name: string; attributes: Record<string, string>; children: (Element | string)[] }[] = [
    { name: '', attributes: {}, children: [] },
  ];
  let at = 0;
  const declaration = /^<\?xml [^?]*\?>\s*/.exec(source);
  if (declaration !== null) at = declaration[0].length;
  const token = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|[^<]+/y;
  while (at < source.length) {
    token.lastIndex = at;
    const found = token.exec(source);
    if (found === null) throw new Error(`not XML at ${at}: ${source.slice(at, at + 40)}`);
    at = token.lastIndex;
    const [all, closing, name, attributes = '', empty] = found;
    const holder = stack.at(-1);
    if (holder === undefined) throw new Error('something after the end');
    if (name === undefined) holder.children.push(unescaped(all));
    else if (closing === '/') {
      if (holder.name !== name) throw new Error(`</${name}> ends <${holder.name}>`);
      stack.pop();
    } else {
      const element = { name, attributes: readAttributes(attributes), children: [] };
      holder.children.push(element);
      if (empty !== '/') stack.push(element);
    }
  }
  const [root, ...open] = stack;
  if (root === undefined || open.length > 0) throw new Error(`never ended: ${open.map(({ name }) => name).join()}`);
  const elements = root.children.filter((child): child is Element => typeof child !== 'string');
  const [only, ...more] = elements;
  if (only === undefined || more.length > 0) throw new Error(`${elements.length} roots`);
  return only;
}

export function elementsNamed({ name, children }: Element, wanted: string, self?: Element): readonly Element[] {
  const below = children.flatMap((child) => (typeof child === 'string' ? [] : elementsNamed(child, wanted, child)));
  return self !== undefined && name === wanted ? [self, ...below] : below;
}

function readAttributes(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([\w-]+)="([^"<]*)"/g)) {
    if (name in found) throw new Error(`attribute ${name} twice`);
    found[name] = unescaped(value);
  }
  return found;
}

function unescaped(text: string): string {
  return text.replaceAll(/&([^;&]*);?/g, (all, name: string) => {
    const known: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
    const letter = all.endsWith(';') ? known[name] : undefined;
    if (letter === undefined) throw new Error(`a bare ${all}`);
    return letter;
  });
}

function isXmlLetter(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    code >= 0x10000
  );
}
