// Builds the page: one script and one style, with all they stand on inside. Served by the control port, and taken into the
// HTML report, so it is one classic script that needs nothing else.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { licensesOf } from './bundle.js';

/** For the report, which travels without licenses.txt. */
const banner =
  '/* With preact (MIT, (c) 2015-present Jason Miller) and @preact/signals (MIT, (c) 2022-present Preact Team). */';

/** In this order: what stands later wins. */
const styles = 'colours elements controls places timeline list details acting report narrow'.split(' ');

export async function buildPage(dist) {
  const folder = join(dist, 'page');
  mkdirSync(folder, { recursive: true });
  const bundle = await rolldown({
    input: 'src/page/main.tsx',
    platform: 'browser',
    tsconfig: 'src/page/tsconfig.json',
    transform: { target: 'es2022' },
  });
  const { output } = await bundle.write({
    file: join(folder, 'page.js'),
    format: 'iife',
    minify: true,
    postBanner: banner,
  });
  await bundle.close();
  appendFileSync(join(dist, 'licenses.txt'), `\n${licensesOf(output)}`);
  const style = styles.map((name) => readFileSync(`src/page/style/${name}.css`, 'utf8')).join('\n');
  writeFileSync(join(folder, 'page.css'), style);
}
