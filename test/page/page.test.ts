// The page in a real browser, with the mouse alone where a person would use it.
import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadScenarios } from '../../harness/load.ts';
import { runSuite } from '../../harness/run.ts';
import { html } from '../../src/reports/html.ts';
import { makeResult } from '../fixtures/result.ts';
import { smallReceiver } from '../harness/small-receiver.ts';
import { partnerKeys } from '../partner-keys.ts';
import { expectAccessible } from './axe.ts';
import { openBrowser } from './chromium.ts';
import { openStand, type Stand } from './stand.ts';

let stand: Stand;
let page: Page;
beforeAll(async () => {
  stand = await openStand();
  page = await stand.open();
}, 60_000);
afterAll(() => stand?.close());

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const lines = (of = page) => of.locator('.line');
const attempts = () => page.locator('.line.in');
const texts = (of = page) => lines(of).allTextContents();
const text = (selector: string) => page.locator(selector).textContent();

describe('the page', () => {
  it('is small, and there by a policy that allows its own files alone', async () => {
    await button('Take this step').waitFor();
    const { headers } = await fetch(stand.world().served.control, { headers: { accept: 'text/html' } });
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(readFileSync('dist/page/page.js').length).toBeLessThan(150_000);
  });

  it('emits an event, and shows the attempt as it is made', async () => {
    await page.getByLabel('event', { exact: true }).selectOption('verification.completed');
    await button('Take this step').click();
    await expect.poll(() => attempts().count()).toBe(1);
    await expect.poll(() => attempts().first().textContent()).toMatch(/verification\.completed.*attempt 1ana503/);
    await expect.poll(() => text('.due')).toBe('next: attempt 2 of dlv_1 in 5m');
  });

  it('shows the ladder of what has been and what is to come', async () => {
    await attempts().first().click();
    await expect.poll(() => page.locator('.ladder li.to-come').count()).toBe(8);
    await expect
      .poll(() => page.locator('.ladder li').allTextContents())
      .toEqual([
        expect.stringMatching(/^1\+0s503/),
        ...['+5m', '+15m', '+35m', '+1h15m', '+2h35m', '+5h15m', '+10h35m', '+21h15m'].map((after) =>
          expect.stringMatching(new RegExp(`^\\${after}to come`)),
        ),
      ]);
    await stand.picture(page, 'ladder');
  });

  it('jumps twelve hours, and shows the retry and what came of it', async () => {
    await button('+12h').click();
    await expect.poll(() => attempts().count()).toBe(2);
    await expect.poll(() => attempts().nth(1).textContent()).toMatch(/attempt 2ana200/);
    await expect.poll(() => text('.people')).toMatch(/ana.*WAIT_ONCHAIN.*ONCHAIN/);
    await stand.picture(page, 'after-twelve-hours');
  });

  it('shows bytes and answer, as text whatever they are', async () => {
    await attempts().first().click();
    const panel = page.getByRole('tabpanel');
    await panel.getByText('<b>busy</b><script>alert(1)</script>').waitFor();
    expect(await panel.getByRole('region', { name: 'the body that was sent' }).textContent()).toBe(
      stand.receiver.got[0]?.body.toString('utf8'),
    );
    await button('hex').first().click();
    expect(await panel.getByRole('region', { name: 'the body that was sent' }).textContent()).toMatch(
      /^000000 {2}7b 22/,
    );
  });

  it('says how the signature came about, and where the own code goes another way', async () => {
    await page.getByRole('tab', { name: 'Signature' }).click();
    await page.getByText('HMAC-SHA256, written as hex').waitFor();
    const { served } = stand.world();
    expect(await page.getByRole('tabpanel').textContent()).not.toContain(served.secret);
    await button('Show the secret of this sandbox').click();
    await page.getByText(served.secret ?? '', { exact: true }).waitFor();

    const { body = Buffer.alloc(0) } = stand.receiver.got[0] ?? {};
    const bodyAlone = createHmac('sha256', served.secret ?? '')
      .update(body)
      .digest('hex');
    await page.getByLabel('Why did verification fail?').fill(bodyAlone);
    await button('Compare').click();
    await page.getByText('Your code gives this when it signs the body alone.').waitFor();
    await stand.picture(page, 'signature');

    await page.getByLabel('Why did verification fail?').fill(JSON.stringify(JSON.parse(body.toString()), null, 1));
    await button('Compare').click();
    await page.getByText('First difference, at byte 1').waitFor();
    await page.getByText('It is the same JSON in other bytes').waitFor();
  });

  it('delivers again by hand', async () => {
    await button('Redeliver').click();
    await expect.poll(() => attempts().count()).toBe(3);
    await expect.poll(() => attempts().nth(2).textContent()).toMatch(/attempt 3 · by hand/);
  });

  it('emits a changed body, and says only what was changed', async () => {
    await button('Change and send').click();
    const body = page.getByLabel('body', { exact: true });
    await expect
      .poll(async () => JSON.parse(await body.inputValue()))
      .toEqual(JSON.parse(`${stand.receiver.got[2]?.body}`));
    await button('As usual again').click();

    await page.getByLabel('applicant', { exact: true }).fill('ben');
    await button('Change the body…').click();
    await expect.poll(() => body.inputValue()).toContain('"livemode": false');
    await body.fill((await body.inputValue()).replace('"livemode": false', '"livemode": true'));
    await expect
      .poll(() => text('.preview'))
      .toBe('{"emit":{"event":"verification.completed","applicant":"ben","override":{"livemode":true}}}');
    await button('Take this step').click();
    await expect.poll(() => attempts().count()).toBe(4);
    expect(JSON.parse(stand.receiver.got[3]?.body.toString() ?? '')).toMatchObject({ livemode: true });
  });

  it('has a form for every verb, made from what the verb takes', async () => {
    await page.getByLabel('step', { exact: true }).selectOption('issuer');
    await page.getByLabel(/^mood/).selectOption('stuck-pending');
    await page.getByLabel('for', { exact: true }).fill('10m');
    await expect.poll(() => text('.preview')).toBe('{"issuer":{"mood":"stuck-pending","for":"10m"}}');
    await page.getByLabel('step', { exact: true }).selectOption('outage');
    await page.getByLabel('how long, or what').fill('soon');
    await button('Take this step').click();
    await page.getByText('step.outage: expected a duration with its unit').waitFor();
    await page.getByLabel('step', { exact: true }).selectOption('emit');
  });

  it('gives what was done by hand as a scenario that runs', async () => {
    const [saved] = await Promise.all([page.waitForEvent('download'), button('Export as scenario').click()]);
    const file = join(tmpdir(), 'by-hand.yaml');
    writeFileSync(file, readFileSync(await saved.path()));
    const [scenario] = await loadScenarios([file], { provider: 'kyve' });
    expect(scenario?.steps).toEqual([
      { emit: { event: 'verification.completed', applicant: 'ana' }, as: 'event-1' },
      { advance: '12h' },
      { redeliver: { delivery: `\${event-1.deliveries.0.id}` } },
      { emit: { event: 'verification.completed', applicant: 'ben', override: { livemode: true } }, as: 'event-2' },
      { settle: {} },
    ]);
    const { history } = await runSuite({
      provider: 'kyve',
      seed: 3,
      scenarios: scenario === undefined ? [] : [scenario],
      capabilities: { issues: true, restart: false, rotation: false, tenants: false },
      quiet: 40,
      partner: { jwks: partnerKeys },
      target: { receiver: (told, ways) => smallReceiver(told, ways, { poll: 2 }) },
    });
    expect(history.histories[0]?.troubles).toEqual([]);
    expect(history.histories[0]?.entries.filter(({ kind }) => kind === 'attempt.sent')).toHaveLength(3);
  });

  it('shows one person alone', async () => {
    await page.getByLabel('Filter by applicant').selectOption({ label: 'ben' });
    await expect.poll(() => attempts().count()).toBe(1);
    await button('All').click();
    await expect.poll(() => attempts().count()).toBe(4);
  });

  it('goes through the list by keyboard', async () => {
    await page.getByRole('listbox').focus();
    await page.keyboard.press('Home');
    const first = await page.locator('[aria-selected=true].line').textContent();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const second = await page.locator('[aria-selected=true].line').textContent();
    expect(first).not.toBe(second);
    expect(await page.getByRole('listbox').getAttribute('aria-activedescendant')).toBe(
      await page.locator('[aria-selected=true].line').getAttribute('id'),
    );
  });

  it('is accessible on light paper and on dark', async () => {
    await attempts().first().click();
    await page.getByText('HMAC-SHA256, written as hex').waitFor();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Sent and answered' }).click();
    await stand.picture(page, 'light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await stand.picture(page, 'dark');
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('says when the server is gone, and that it came back as a new run', async () => {
    await stand.restart(() => page.getByText('connection lost').waitFor());
    await page.getByText('This is a new run').waitFor();
    await expect.poll(() => page.getByRole('status').first().textContent()).toBe('live');
    await expect.poll(() => attempts().count()).toBe(0);
    await button('Start anew').click();
    await expect.poll(() => texts()).toHaveLength(1);
  });

  it('lets time flow, and stops it', async () => {
    const before = await text('.clock .now b');
    await button('×3600').click();
    await expect.poll(() => text('.clock .now b')).not.toBe(before);
    await button('Pause: time stands still').click();
    await expect.poll(() => page.locator('.clock [aria-pressed=true]').textContent()).toContain('Pause');
  });
});

describe('a machine without a browser', () => {
  it('is told what was looked for, and what to do', async () => {
    const before = process.env.CHROME_PATH;
    process.env.CHROME_PATH = '/nowhere/chrome';
    const opening = openBrowser();
    if (before === undefined) delete process.env.CHROME_PATH;
    else process.env.CHROME_PATH = before;
    await expect(opening).rejects.toThrow(
      /expected a Chromium that starts .*Install Chrome or Chromium, set CHROME_PATH/,
    );
  });
});

describe('ten thousand entries', () => {
  it('are shown in a report from the file system as by the server, a screen of them at a time', async () => {
    const { sandbox } = stand.world();
    // How smooth they stay is the bench's to say.
    for (let nth = 0; nth < 2500; nth++) {
      if (nth % 25 === 0) await sandbox().advance(60_000);
      happen(sandbox(), nth);
    }
    const { entries } = sandbox().journal;
    expect(entries().length).toBeGreaterThan(10_000);
    await expect.poll(() => text('.filters')).toMatch(/[57]\d{3} lines/);
    const live = await texts();

    const scenario = { id: 'large', title: 'Large', skipped: null, troubles: [], entries: entries() };
    const file = join(tmpdir(), 'report.html');
    writeFileSync(file, html.render(makeResult({ scenarios: [...makeResult().scenarios, scenario] })));
    const report = await stand.openFile(file);
    // What a check points at is marked, and looked at.
    await report.getByRole('button', { name: 'tampered-body' }).click();
    expect(await report.locator('.line.marked').count()).toBe(2);
    await report.getByRole('heading', { name: 'run.completed attempt 1' }).waitFor();
    await stand.picture(report, 'report');
    await expectAccessible(report);
    await report.getByLabel('scenario').selectOption('large');
    const lastLines = async (of: Page) => {
      await of.getByRole('listbox').focus();
      await of.keyboard.press('End');
      return (await texts(of)).slice(-20);
    };
    // Asked again until both have drawn it.
    await expect
      .poll(async () => {
        const [served, kept] = [await lastLines(page), await lastLines(report)];
        return { lines: served.length, other: kept.filter((line, at) => line !== served[at]) };
      })
      .toEqual({ lines: 20, other: [] });
    expect(live.length).toBeGreaterThan(10);
    for (const each of [page, report]) expect(await lines(each).count()).toBeLessThan(100);
    await stand.picture(report, 'ten-thousand');
    await report.context().close();
  });

  it('and all the while nothing was asked of elsewhere, forbidden or broken', () => {
    expect(stand.complaints).toEqual([]);
  });
});

/** One delivery that failed once, and a call to the issuer. */
function happen({ journal }: ReturnType<Stand['world']>['sandbox'] extends () => infer Box ? Box : never, nth: number) {
  const about = { delivery: `dlv_${nth}`, event: `evt_${nth}`, applicant: `person${nth % 40}@example.com` };
  const body = { text: '{}', bytes: 2, cut: false };
  journal.append({
    kind: 'event.created',
    ...about,
    type: 'made.up',
    subject: '',
    outcome: 'none',
    livemode: false,
    deliveries: 1,
  });
  journal.append({ kind: 'delivery.created', ...about, endpoint: 'endpoint-1', due: nth * 1000, flaws: [] });
  journal.append({
    kind: 'attempt.sent',
    ...about,
    ...{ endpoint: 'endpoint-1', attempt: 1, copy: 1, manual: false, url: 'http://127.0.0.1/', headers: {}, body },
    ...{ signed: null, flaws: [] },
  });
  const status = nth % 3 === 0 ? 500 : 200;
  journal.append({
    kind: 'attempt.answered',
    ...about,
    ...{ attempt: 1, copy: 1, status, headers: {}, body, took: 1, discarded: false },
  });
}
