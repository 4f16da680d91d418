// A real browser for the tests, with no step of the user's: one that is installed; else, on Linux x64, the one that
// @sparticuz/chromium carries, with the libraries it needs; else Playwright's own. Never a silent skip.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { type Browser, type LaunchOptions, chromium as playwright } from 'playwright-core';

export async function openBrowser(): Promise<Browser> {
  try {
    return await playwright.launch({ args: ['--no-sandbox'], ...(await found()) });
  } catch (cause) {
    const tried = 'CHROME_PATH, the usual places, @sparticuz/chromium on Linux x64, and what Playwright has downloaded';
    throw new Error(
      `browser tests: expected a Chromium that starts (looked at ${tried}). Install Chrome or Chromium, set CHROME_PATH, ` +
        `or run "npx playwright-core install chromium-headless-shell".`,
      { cause },
    );
  }
}

async function found(): Promise<LaunchOptions> {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== '') return { executablePath: named };
  const installed = usualPlaces().find((path) => existsSync(path));
  if (installed !== undefined) return { executablePath: installed };
  return process.platform === 'linux' && process.arch === 'x64' ? carried() : {};
}

function usualPlaces(): readonly string[] {
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const programs = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
  return [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...programs.flatMap((folder) =>
      folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')],
    ),
  ];
}

/** Unpacked once beside the other packages: it takes seconds. The libraries are meant for a bare machine, as this may be. */
async function carried(): Promise<LaunchOptions> {
  const packed = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const home = resolve('node_modules/.cache/doubleact', `chromium-${versionOf(packed)}`);
  if (!existsSync(home)) {
    const fresh = `${home}-${process.pid}`;
    mkdirSync(fresh, { recursive: true });
    // It unpacks into the folder for temporary files, and its libraries only where it believes to be.
    const before = { ...process.env };
    Object.assign(process.env, { TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
    try {
      const { default: chromium } = await import('@sparticuz/chromium');
      await chromium.executablePath();
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
    }
    renameSync(fresh, home);
  }
  const fonts = existsSync('/usr/share/fonts') ? {} : { FONTCONFIG_PATH: join(home, 'fonts') };
  const env = { ...process.env, ...fonts, LD_LIBRARY_PATH: join(home, 'al2023', 'lib') } as Record<string, string>;
  return { executablePath: join(home, 'chromium'), env };
}

function versionOf(entrance: string): string {
  const require = createRequire(import.meta.url);
  for (let folder = dirname(entrance); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, version } = require(manifest) as { name?: string; version?: string };
    if (name === '@sparticuz/chromium' && version !== undefined) return version;
  }
  return 'unknown';
}
