import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/index.ts';
import { type Listening, openReceiver } from '../receivers.ts';
import { spec } from './pactum.ts';
import { openWorld, type World } from './world.ts';

const start = '2026-01-01T00:00:00.000Z';
let receiver: Listening;
let world: World;
beforeAll(async () => {
  receiver = await openReceiver();
  world = await openWorld('recipe', { receiver: receiver.url, start });
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

const url = (path: string) => `${world.served.control}${path}`;
const take = async (taken: object) => (await spec().post(url('/steps')).withJson(taken).expectStatus(200).toss()).json;
const entries = async (query = ''): Promise<readonly Entry[]> =>
  (
    await spec()
      .get(url(`/journal${query}`))
      .expectStatus(200)
      .toss()
  ).json.entries;

describe('control API: the journal', () => {
  it('tells what has happened, by kind, person, event, delivery and place', async () => {
    const { event, applicant } = await take({ emit: { event: 'kyc.complete', applicant: 'ana' } });
    await take({ settle: {} });
    const all = await entries();
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
    expect(all.slice(0, 2).map(({ kind }) => kind)).toEqual(['sandbox.created', 'endpoint.added']);

    const kinds = ['event.created', 'delivery.created', 'attempt.sent', 'attempt.answered', 'delivery.closed'];
    expect((await entries(`?event=${event}`)).map(({ kind }) => kind)).toEqual(kinds);
    const delivered = await entries('?delivery=dlv_1');
    expect(delivered.map(({ kind }) => kind)).toEqual(kinds.slice(1));
    expect(await entries('?delivery=dlv_1&kind=attempt.sent&kind=attempt.answered')).toEqual(delivered.slice(1, 3));
    expect(await entries(`?applicant=${encodeURIComponent(applicant)}`)).toHaveLength(kinds.length + 2);
    expect(await entries(`?after=${all.length - 1}`)).toEqual(all.slice(-1));
    expect(await entries(`?after=${all.length}`)).toEqual([]);
  });

  it('is the same as NDJSON: one entry a line', async () => {
    const { body } = await spec()
      .get(url('/journal.ndjson'))
      .expectStatus(200)
      .expectHeader('content-type', 'application/x-ndjson; charset=utf-8')
      .toss();
    const text = String(body);
    expect(text.endsWith('\n')).toBe(true);
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(await entries());
    const one = await spec().get(url('/journal.ndjson?kind=sandbox.created')).expectStatus(200).toss();
    expect(JSON.parse(String(one.body))).toMatchObject({ kind: 'sandbox.created', seed: 1, start });
  });

  it('is a stream of what comes, from where the reader left off, until the reader goes', async () => {
    const last = (await entries()).length;
    const reader = await openStream(url('/journal/stream?kind=event.created'), { 'last-event-id': String(last) });
    expect(await reader.next()).toMatch(/^retry: 500\nevent: run\ndata: \{"run":"\S+"\}$/);

    const { event } = await take({ emit: { event: 'kyc.complete', applicant: 'bea' } });
    const [id, name, data] = (await reader.next()).split('\n');
    const [entry] = await entries(`?kind=event.created&event=${event}`);
    expect(id).toBe(`id: ${entry?.seq}`);
    expect(name).toBe('event: event.created');
    expect(JSON.parse(data?.replace(/^data: /, '') ?? '')).toEqual(entry);

    await reader.leave();
    // The sandbox goes on as if nobody had listened.
    await take({ emit: 'kyc.complete' });
  });

  it('begins a stream with what has happened already', async () => {
    const reader = await openStream(url('/journal/stream'));
    expect(await reader.next()).toMatch(/^retry: 500\nevent: run\ndata: \{"run":"\S+"\}$/);
    expect(await reader.next()).toMatch(/^id: 1\nevent: sandbox\.created\ndata: \{"seq":1,/);
    expect(await reader.next()).toMatch(/^id: 2\nevent: endpoint\.added\n/);
    await reader.leave();
  });
});

describe('control API: a reset', () => {
  it('begins the same world anew, with the same secrets and the same partner', async () => {
    const before = world.sandbox();
    const { event } = await take({ emit: { event: 'kyc.complete', applicant: 'ana' } });
    await take({ advance: '3h' });
    const stream = await openStream(url('/journal/stream?kind=outage.began'));
    expect(await stream.next()).toMatch(/^retry: 500\nevent: run\ndata: \{"run":"\S+"\}$/);

    await spec().post(url('/reset')).expectStatus(200).expectJson({ reset: true, seed: 1, now: start });
    const after = world.sandbox();
    expect(after).not.toBe(before);
    expect((await entries()).map(({ kind }) => kind)).toEqual(['sandbox.created', 'endpoint.added']);
    await spec().get(url('/deliveries')).expectJson({ dropped: 0, deliveries: [] });
    await spec().get(url('/clock')).expectJsonLike({ now: start, pending: 0 });
    expect(after.provider.endpoints.list()[0]?.secrets).toEqual([world.served.secret]);
    expect(after.provider.keys).toEqual(before.provider.keys);
    expect(after.issuer.partner).toMatchObject({
      partnerId: world.served.partner.id,
      keyId: world.served.partner.keyId,
    });
    expect((await after.issuer.partner.privateKey())?.pem).toBe((await before.issuer.partner.privateKey())?.pem);

    // Readers of the old journal are let go, and the old world takes nothing any more.
    expect(await stream.next()).toBe('');
    expect(() => before.emit('kyc.complete')).toThrow('expected an open sandbox');

    // The first event about ana is the same event again.
    const again = await take({ emit: { event: 'kyc.complete', applicant: 'ana' } });
    const first = before.provider.events()[0];
    expect(again.event).toBe(first?.id);
    expect(again.event).not.toBe(event);
  });
});

/** Reads server-sent events one block at a time; an empty block is the end. */
async function openStream(address: string, headers: Record<string, string> = {}) {
  const leaving = new AbortController();
  const response = await fetch(address, { headers, signal: leaving.signal });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async next(): Promise<string> {
      while (!text.includes('\n\n')) {
        const { done, value } = await reader.read();
        if (done) return text;
        text += value;
      }
      const [block = '', ...rest] = text.split('\n\n');
      text = rest.join('\n\n');
      return block;
    },
    async leave(): Promise<void> {
      leaving.abort();
      await reader.read().catch(() => {});
    },
  };
}
