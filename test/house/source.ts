// What the house test knows of a source file: whom it imports and which names of the outside world it uses. Read from the
// syntax tree, so that comments and strings do not count.
import { posix } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

/** Text by path from the root. */
export type Tree = Readonly<Record<string, string>>;

export interface Source {
  readonly path: string;
  readonly text: string;
  /** Files by path from the root, packages and built-ins by name; types count as much as values. */
  readonly imports: readonly string[];
  /** `Date.now`, `new Date()`, `setTimeout` … */
  readonly names: ReadonlySet<string>;
}

export function readSources(tree: Tree): Source[] {
  return Object.entries(tree)
    .filter(([path]) => /\.tsx?$/.test(path))
    .map(([path, text]) => {
      const found = { imports: new Set<string>(), names: new Set<string>() };
      walk(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }), found);
      const imports = [...found.imports].map((name) =>
        name.startsWith('.') ? posix.join(posix.dirname(path), name) : name,
      );
      return { path, text, imports, names: found.names };
    });
}

/** `@scope/name` or `name` of a package import; null for files and built-ins. */
export function packageOf(name: string): string | null {
  if (/\.[cm]?[jt]sx?$|\.json$|^node:/.test(name)) return null;
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

interface Found {
  readonly imports: Set<string>;
  readonly names: Set<string>;
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

function walk(value: unknown, found: Found): void {
  if (Array.isArray(value)) for (const each of value) walk(each, found);
  if (!isNode(value)) return;
  note(value, found);
  for (const [field, below] of Object.entries(value)) {
    const isLabel = (field === 'key' || field === 'property') && value.computed !== true;
    if (!isLabel) walk(below, found);
  }
}

function note(node: Node, { imports, names }: Found): void {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      addText(imports, node.source ?? node.argument);
      break;
    case 'CallExpression':
      if (isRequire(node.callee)) addText(imports, (node.arguments as unknown[])[0]);
      if (nameOf(node.callee) === 'Date') names.add('Date()');
      break;
    case 'NewExpression':
      if (nameOf(node.callee) === 'Date' && (node.arguments as unknown[]).length === 0) names.add('new Date()');
      break;
    case 'MemberExpression':
      names.add(pathOf(node));
      break;
    case 'VariableDeclarator':
      for (const taken of propertiesOf(node.id)) names.add(`${pathOf(node.init)}.${taken}`);
      break;
    case 'Identifier':
      names.add(node.name as string);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function nameOf(value: unknown): string | null {
  return isNode(value) && value.type === 'Identifier' ? (value.name as string) : null;
}

/** `a.b.c` as written, without a leading `globalThis`. */
function pathOf(value: unknown): string {
  if (!isNode(value)) return '?';
  if (value.type !== 'MemberExpression') return nameOf(value) ?? '?';
  const property = value.property as Node;
  const last = value.computed === true ? String(property.value ?? '?') : nameOf(property);
  return `${pathOf(value.object)}.${last}`.replace(/^globalThis\./, '');
}

function propertiesOf(pattern: unknown): string[] {
  if (!isNode(pattern) || pattern.type !== 'ObjectPattern') return [];
  return (pattern.properties as Node[]).map((property) => nameOf(property.key) ?? '?');
}

/** `require(…)` and `createRequire(…)(…)`. */
function isRequire(callee: unknown): boolean {
  return nameOf(callee) === 'require' || (isNode(callee) && nameOf(callee.callee) === 'createRequire');
}

function addText(to: Set<string>, literal: unknown): void {
  const inner = isNode(literal) && literal.type === 'TSLiteralType' ? literal.literal : literal;
  if (isNode(inner) && typeof inner.value === 'string') to.add(inner.value);
}
