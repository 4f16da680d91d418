import { describe, expect, it } from 'vitest';
import { magicCnpjs, magicCpfs } from '../../../../mocks/provider/profiles/kycert/fixtures.ts';
import { clean, createWorld, runs, type Told } from './kycert-world.ts';

const minute = 60_000;
const onDoc = (doc: string) => ({ template_id: 'kyc', subject: { type: doc.length === 11 ? 'pf' : 'pj', doc } });

describe('POST /bureau/runs', () => {
  it('queues a run that ends by itself and then fires its event', async () => {
    const { call, clock, posts } = createWorld();
    const body = { ...clean, external_id: 'order-7', metadata: { email: 'ana@example.com' } };
    const made = call('POST', runs, body);
    expect(made.status).toBe(202);
    expect(made.json).toEqual({
      run_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: 'queued',
      estimated_seconds: 30,
      livemode: false,
      flags: { external_id: 'order-7' },
    });
    const path = `${runs}/${made.json.run_id}`;
    expect(call('GET', path).json).toMatchObject({ status: 'queued', decision: null, risk_band: null });

    await clock.advance(minute);
    const read = call('GET', path);
    expect(read.status).toBe(200);
    expect(read.json).toMatchObject({
      ...{ run_id: made.json.run_id, status: 'completed', decision: 'APPROVED', risk_band: 'LOW' },
      ...{ flags: { external_id: 'order-7' }, metadata: { email: 'ana@example.com' } },
    });
    expect(posts.map(({ json }) => json.data.object)).toEqual([read.json]);
  });

  it.each([...magicCpfs, ...magicCnpjs])(
    'ends $doc as $decision, $band: $scenario',
    async ({ doc, decision, band }) => {
      const { call, clock, posts } = createWorld();
      call('POST', runs, onDoc(doc));
      await clock.advance(minute);
      expect(posts[0]?.json.data.object).toMatchObject({ decision, risk_band: band });
      expect(posts[0]?.json).toMatchObject({ event: 'run.completed', livemode: false });
    },
  );

  it('knows the nine CPFs and the two CNPJs of the sandbox page', () => {
    const rows = [...magicCpfs, ...magicCnpjs].map(({ doc, decision, band }) => `${doc} ${decision} ${band}`);
    expect(rows).toMatchInlineSnapshot(`
      [
        "00000000191 APPROVED LOW",
        "00000000281 BLOCKED CRITICAL",
        "00000000372 BLOCKED CRITICAL",
        "00000000453 PENDING_REVIEW HIGH",
        "00000000544 BLOCKED CRITICAL",
        "00000000634 PENDING_REVIEW HIGH",
        "00000000725 PENDING_REVIEW HIGH",
        "00000000806 PARTIAL MEDIUM",
        "00000000987 BLOCKED CRITICAL",
        "00000000000191 APPROVED LOW",
        "00000000000276 BLOCKED CRITICAL",
      ]
    `);
  });

  it.each([
    ['00000000000357', {}, 'PENDING_REVIEW'],
    ['00000000000357', { 'third-cnpj': 'unlisted' }, 'APPROVED'],
    ['12345678901', {}, 'APPROVED'],
    ['12345678901', { 'unlisted-document': 'rejected' }, 'BLOCKED'],
    ['12345678901', { 'unlisted-document': 'failed' }, null],
    ['12345678901', { 'failing-document': '12345678901' }, null],
  ])('reads what the page leaves open about %s with %o as %s', async (doc, readings, decision) => {
    const { call, clock, posts } = createWorld(readings);
    call('POST', runs, onDoc(doc));
    await clock.advance(minute);
    expect(posts[0]?.json.event).toBe(decision === null ? 'run.failed' : 'run.completed');
    expect(posts[0]?.json.data.object.decision).toBe(decision);
  });

  it.each([
    [{}, 'BLOCKED'],
    [{ 'live-runs': 'unlisted' }, 'APPROVED'],
  ])('with a live key makes a live run, under %o', async (readings, decision) => {
    const { call, clock, posts, keys } = createWorld(readings);
    const made = call('POST', runs, onDoc('00000000281'), { 'x-api-key': keys.live });
    expect(made.json.livemode).toBe(true);
    await clock.advance(minute);
    expect(posts.map(({ url }) => url)).toEqual(['https://localhost/live']);
    expect(posts[0]?.json).toMatchObject({ livemode: true, data: { object: { decision } } });
  });

  it('takes parametros as well as subject', async () => {
    const { call } = createWorld();
    const made = call('POST', runs, { template_id: 'kyc', parametros: { cnpj: '00.000.000/0002-76' } });
    expect(call('GET', `${runs}/${made.json.run_id}`).json.subject).toEqual({ type: 'pj', doc: '00000000000276' });
  });

  it('may be read to be at the path of the product page', () => {
    const { call } = createWorld({ 'base-path': 'product-page' });
    expect(call('POST', '/v1/runs', clean).status).toBe(202);
    expect(call('POST', runs, clean).status).toBe(404);
  });

  it('may be read to call the estimate otherwise', () => {
    const { call } = createWorld({ 'estimate-key': 'eta_seconds' });
    expect(call('POST', runs, clean).json).toMatchObject({ eta_seconds: 30 });
  });

  it('takes a plain http webhook_url for sandbox runs only', () => {
    const { call, keys } = createWorld();
    const body = { ...clean, webhook_url: 'http://127.0.0.1:9/' };
    expect(call('POST', runs, body).status).toBe(202);
    const live = call('POST', runs, body, { 'x-api-key': keys.live });
    expect([live.status, live.json.error.param]).toEqual([400, 'webhook_url']);
  });

  it('leaves a run alone that a control step has ended', async () => {
    const { call, clock, provider, posts } = createWorld();
    const { run_id } = call('POST', runs, clean).json;
    provider.decide('rejected', { subject: run_id });
    await clock.advance(minute);
    expect(posts.map(({ json }) => json.data.object.decision)).toEqual(['BLOCKED']);
  });

  it('ends a run in time even where its first POST is read to come 5 minutes later', async () => {
    const { call, clock, posts } = createWorld({ 'retry-table': 'seven-posts-after-delay' });
    const { run_id } = call('POST', runs, clean).json;
    await clock.advance(minute);
    expect(call('GET', `${runs}/${run_id}`).json.status).toBe('completed');
    expect(posts).toEqual([]);
    await clock.advance(5 * minute);
    expect(posts).toHaveLength(1);
  });
});

describe('Idempotency-Key', () => {
  const key = { 'idempotency-key': 'k-1' };

  it('gives the original response for 24 hours, and makes no new run', async () => {
    const { call, clock } = createWorld();
    const first = call('POST', runs, clean, key);
    await clock.advance(24 * 60 * minute - 1);
    const again = call('POST', runs, clean, key);
    expect([again.status, again.json]).toEqual([202, first.json]);
    expect(call('GET', runs).json.data).toHaveLength(1);

    await clock.advance(1);
    expect(call('POST', runs, clean, key).json.run_id).not.toBe(first.json.run_id);
  });

  it('holds for the tenant, whichever of its keys is used', () => {
    const { call, keys } = createWorld();
    const first = call('POST', runs, clean, key);
    const again = call('POST', runs, clean, { ...key, 'x-api-key': keys.live });
    expect(again.json).toEqual(first.json);
  });

  it('replays even for another body, unless it is read as a conflict', () => {
    const other = { ...clean, external_id: 'other' };
    const replaying = createWorld();
    const first = replaying.call('POST', runs, clean, key);
    expect(replaying.call('POST', runs, other, key).json).toEqual(first.json);

    const strict = createWorld({ 'idempotency-changed-body': 'conflict' });
    strict.call('POST', runs, clean, key);
    const refused = strict.call('POST', runs, other, key);
    expect([refused.status, refused.json.error.code]).toEqual([409, 'idempotency_conflict']);
  });

  it('does not keep refusals', () => {
    const { call } = createWorld();
    expect(call('POST', runs, {}, key).status).toBe(400);
    expect(call('POST', runs, clean, key).status).toBe(202);
  });

  it('is needed: without it every retry makes a run', () => {
    const { call } = createWorld();
    call('POST', runs, clean);
    call('POST', runs, clean);
    expect(call('GET', runs).json.data).toHaveLength(2);
  });
});

describe('GET /bureau/runs', () => {
  const made = (readings = {}) => {
    const world = createWorld(readings);
    for (const external_id of ['a', 'b', 'c', 'b']) world.call('POST', runs, { ...clean, external_id });
    return world;
  };
  const ids = ({ data }: Told) => data.map(({ flags }) => flags.external_id);

  it('filters by external_id', () => {
    expect(ids(made().call('GET', `${runs}?external_id=b`).json)).toEqual(['b', 'b']);
  });

  it('pages by cursor, the newest first', () => {
    const { call } = made();
    const first = call('GET', `${runs}?limit=3`).json;
    expect([ids(first), first.has_more]).toEqual([['b', 'c', 'b'], true]);
    const rest = call('GET', `${runs}?limit=3&cursor=${first.next_cursor}`).json;
    expect([ids(rest), rest.has_more, rest.next_cursor]).toEqual([['a'], false, null]);
    expect(call('GET', `${runs}?cursor=nobody`).json.error.param).toBe('cursor');
    expect(call('GET', `${runs}?limit=0`).json.error.param).toBe('limit');
  });

  it('may page by number', () => {
    const { call } = made({ 'list-pagination': 'page' });
    const second = call('GET', `${runs}?per_page=3&page=2`).json;
    expect([ids(second), second.page, second.per_page, second.total]).toEqual([['a'], 2, 3, 4]);
    expect(call('GET', `${runs}?page=x`).json.error.param).toBe('page');
  });
});

describe('GET /bureau/runs/{id}', () => {
  it('hides the runs of the other mode, unless read otherwise', () => {
    for (const [reading, status] of [
      ['apart', 404],
      ['together', 200],
    ] as const) {
      const { call, keys } = createWorld({ 'key-modes': reading });
      const { run_id } = call('POST', runs, clean).json;
      expect(call('GET', `${runs}/${run_id}`, undefined, { 'x-api-key': keys.live }).status).toBe(status);
    }
  });

  it('/analysis returns metadata and the external id', async () => {
    const { call, clock } = createWorld();
    const { run_id } = call('POST', runs, { ...clean, external_id: 'x', metadata: { a: 'b' } }).json;
    expect(call('GET', `${runs}/${run_id}/analysis`).json.analysis).toBeNull();
    await clock.advance(minute);
    const { json } = call('GET', `${runs}/${run_id}/analysis`);
    expect(json).toMatchObject({ run_id, metadata: { a: 'b' }, flags: { external_id: 'x' } });
    expect(json.analysis).toMatch(/completed/);
  });

  it('/detail names the source that a test document is about', async () => {
    const { call, clock } = createWorld();
    const { run_id } = call('POST', runs, onDoc('00000000372')).json;
    expect(call('GET', `${runs}/${run_id}/detail`).json.sources).toEqual([]);
    await clock.advance(minute);
    const { sources } = call('GET', `${runs}/${run_id}/detail`).json;
    expect(sources.filter(({ result }) => result !== 'VALID')).toEqual([
      { source: 'cnj_mandados_prisao', result: 'INVALID' },
    ]);
  });

  it('/detail may be empty', async () => {
    const { call, clock } = createWorld({ 'detail-sources': 'empty' });
    const { run_id } = call('POST', runs, clean).json;
    await clock.advance(minute);
    expect(call('GET', `${runs}/${run_id}/detail`).json.sources).toEqual([]);
  });
});
