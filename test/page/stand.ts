// What the browser tests stand on: one browser, a served world, and a receiver that fails once for each event and then
// issues what it should.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Surroundings } from '../../harness/target.ts';
import type { World } from '../contract/world.ts';
import { openWorld } from '../contract/world.ts';
import { smallReceiver } from '../harness/small-receiver.ts';
import { type Listening, openReceiver } from '../receivers.ts';
import { openBrowser } from './chromium.ts';

export interface Stand {
  readonly world: () => World;
  readonly receiver: Listening;
  /** The page, opened; it complains of everything that a careful page does not do. */
  open(url?: string, options?: BrowserContextOptions): Promise<Page>;
  openFile(path: string): Promise<Page>;
  /** Everything that pages complained of so far. */
  readonly complaints: readonly string[];
  /** Kept for whoever wants to see what it looked like, and says so: `PICTURES=1 npx vitest run test/page`. */
  picture(page: Page, name: string): Promise<void>;
  /** Stops the server, and starts it again on the same port. */
  restart(between: () => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

const pictures = resolve('test/page/pictures');
const start = '2026-01-01T00:00:00.000Z';

/** What a browser says by itself of a server that is gone, or that refuses a step. */
const quiet = /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE|status of 400/;

export async function openStand(): Promise<Stand> {
  const complaints: string[] = [];
  const failed = new Set<string>();
  const receiver = await openReceiver(async ({ headers, body }) => {
    const id = headers['kyc-event-id'] ?? '';
    if (!failed.has(id)) {
      failed.add(id);
      return { status: 503, body: '<b>busy</b><script>alert(1)</script>' };
    }
    const told = await toldBy(world);
    const answered = await smallReceiver(told, { fetch } as never, { poll: 20, polls: 2 })(
      new Request('http://127.0.0.1/', { method: 'POST', body: body.toString('utf8') }),
    );
    return { status: answered.status };
  });
  const settings = { receiver: receiver.url, start, assume: { ladder: 'doubling' } };
  // Below the ports that the system hands out, so that a restart finds its own free again.
  const port = 20_000 + (process.pid % 2500) * 4;
  const [browser, first] = await Promise.all([openBrowser(), openWorld('kyve', { ...settings, port })]);
  let world = first;

  async function open(url = world.served.control, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    const own = new URL(url).origin;
    page.on('pageerror', (fault) => complaints.push(fault.message));
    page.on('dialog', (dialog) => complaints.push(`dialog ${dialog.message()}`));
    page.on('console', (line) => {
      if (line.type() === 'error' && !quiet.test(line.text())) complaints.push(line.text());
    });
    page.on('request', (request) => {
      if (!/^(?:data|blob):/.test(request.url()) && new URL(request.url()).origin !== own)
        complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(url);
    return page;
  }

  return {
    world: () => world,
    receiver,
    complaints,
    open,
    openFile: (path) => open(pathToFileURL(path).href),
    async picture(page, name) {
      if (process.env.PICTURES === undefined) return;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
    async restart(between) {
      await world.close();
      await between();
      world = await openWorld('kyve', { ...settings, port });
    },
    async close() {
      await browser.close();
      await world.close();
      await receiver.close();
    },
  };
}

async function toldBy({ served, sandbox }: World): Promise<Surroundings> {
  const key = await sandbox().issuer.partner.privateKey();
  if (key === null) throw new Error('expected a partner whose key we hold');
  return {
    DOUBLEACT_ISSUER_URL: served.issuer,
    PARTNER_ID: served.partner.id,
    KEY_ID: key.kid,
    ISSUER_DID: served.partner.issuerDid,
    CREDENTIAL_ID: served.partner.credentialId,
    PARTNER_PRIVATE_KEY: key.pem,
  };
}
