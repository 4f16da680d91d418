// How soon the control page is there, beside a page of one word in the same browser, and how smooth ten thousand entries stay.
// Timed here and not in a test: a busy machine is late with both.
import { createServer } from 'node:http';
import { tsImport } from 'tsx/esm/api';
import { program, start } from '../place.js';
import { ratioRow, row } from '../statistics.js';

/** Of each the journal has four entries and more: the event, its delivery, the attempt and what became of it. */
const events = 2500;

export const page = {
  id: 'page',
  title: 'The control page (ms)',
  async run({ rounds }) {
    const { openBrowser } = await tsImport('../../test/page/chromium.ts', import.meta.url);
    const [browser, bare, serving] = await Promise.all([
      openBrowser(),
      openBarePage(),
      start([program, 'serve', '--port', '0', '--json', '--receiver', 'http://127.0.0.1:9/hook']),
    ]);
    try {
      const { control } = JSON.parse(serving.firstLine());
      const found = { ours: [], bare: [], frame: [] };
      for (let round = 0; round < rounds; round++) {
        found.ours.push(await painted(browser, control));
        found.bare.push(await painted(browser, bare.url));
      }
      for (let nth = 0; nth < events; nth++)
        await step(control, { emit: { outcome: 'approved', applicant: `p${nth % 40}` } });
      const entries = (await (await fetch(`${control}/journal`)).json()).entries.length;
      if (entries < 4 * events) throw new Error(`expected ${4 * events} entries on the page, got ${entries}`);
      const { context, opened } = await open(browser, control);
      await opened.locator('.line').nth(20).waitFor();
      for (let round = 0; round < rounds; round++) found.frame.push(await slowestFrame(opened));
      await context.close();
      return {
        rows: [
          row('first paint', found.ours, { limit: { atMost: 1000 } }),
          row('first paint of a page of one word', found.bare),
          ratioRow('first paint ÷ that of a page of one word', found.ours, found.bare),
          row('slowest frame while 10,000 entries are scrolled and zoomed', found.frame, { limit: { atMost: 250 } }),
        ],
        figures: found,
      };
    } finally {
      await Promise.all([browser.close(), bare.close(), serving.end()]);
    }
  },
};

async function openBarePage() {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>word'));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function open(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const opened = await context.newPage();
  await opened.goto(url);
  return { context, opened };
}

/** With nothing kept from before. */
async function painted(browser, url) {
  const { context, opened } = await open(browser, url);
  const seen = await opened.waitForFunction(`performance.getEntriesByName('first-contentful-paint')[0]?.startTime`);
  const at = await seen.jsonValue();
  await context.close();
  return at;
}

async function step(control, what) {
  const response = await fetch(`${control}/steps`, { method: 'POST', body: JSON.stringify(what) });
  if (!response.ok) throw new Error(`a step was refused: ${await response.text()}`);
  await response.arrayBuffer();
}

/** Zooms and scrolls for a while. */
function slowestFrame(opened) {
  return opened.evaluate(`(async () => {
    const zoom = document.querySelector('[aria-label="Zoom in"]').closest('button');
    const list = document.querySelector('[role=listbox]');
    let slowest = 0;
    let last = performance.now();
    for (let frame = 0; frame < 12; frame++) {
      if (frame % 3 === 0) zoom.click();
      list.scrollTop = frame * 3000;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      slowest = Math.max(slowest, now - last);
      last = now;
    }
    return slowest;
  })()`);
}
