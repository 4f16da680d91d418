// The built page, as the control port serves it and as the HTML report takes it in.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { DoubleactError } from '../mocks/errors.ts';
import { shipped } from './shipped.ts';

export interface PageFile {
  readonly text: string;
  /** As a policy names it. */
  readonly hash: string;
}

/** Read once: they do not change while we run. */
export function pageFile(name: 'page.js' | 'page.css'): PageFile {
  const known = files.get(name);
  if (known !== undefined) return known;
  const path = shipped(`dist/page/${name}`);
  if (!existsSync(path)) {
    throw new DoubleactError('not-found', {
      where: `dist/page/${name}`,
      expected: 'the built page',
      got: 'no such file',
      hint: 'Build it with npm run build.',
    });
  }
  const text = readFileSync(path, 'utf8');
  const file = { text, hash: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
  files.set(name, file);
  return file;
}

const files = new Map<string, PageFile>();
