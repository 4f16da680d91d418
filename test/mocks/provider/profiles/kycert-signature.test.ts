import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Readings } from '../../../../mocks/provider/profile.ts';
import { createWorld, type Post } from './kycert-world.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const bare = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

async function signedUnder(readings: Readings = {}, statuses: readonly number[] = [200]) {
  const world = createWorld(readings, statuses);
  world.provider.decide('approved', { applicant: 'ana' });
  await world.clock.advance(60_000);
  return world;
}

function read(post: Post | undefined, header = 'kycert-signature') {
  const parts = (post?.headers.get(header) ?? '').split(',').map((part) => part.split(/=(.*)/s).slice(0, 2));
  const t = parts.find(([name]) => name === 't')?.[1] ?? '';
  return { t, macs: parts.filter(([name]) => name === 'v1').map(([, value]) => value), text: post?.text ?? '' };
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text);

describe('the signature of kycert', () => {
  it('is the HMAC of t.body with the whole secret, in hex', async () => {
    const { posts } = await signedUnder();
    const { t, macs, text } = read(posts[0]);
    expect(macs).toEqual([hmac(secret, `${t}.${text}`).digest('hex')]);
  });

  it('may stand in a header of another name', async () => {
    const { posts } = await signedUnder({ 'signature-header': 'X-Kycert-Signature' });
    expect(read(posts[0], 'x-kycert-signature').macs).toHaveLength(1);
    expect(posts[0]?.headers.has('kycert-signature')).toBe(false);
  });

  it('may sign the body alone', async () => {
    const { posts } = await signedUnder({ 'signed-string': 'body' });
    const { macs, text } = read(posts[0]);
    expect(macs).toEqual([hmac(secret, text).digest('hex')]);
  });

  it('may be base64', async () => {
    const { posts } = await signedUnder({ 'signature-encoding': 'base64' });
    const { t, macs, text } = read(posts[0]);
    expect(macs).toEqual([hmac(secret, `${t}.${text}`).digest('base64')]);
  });

  it.each([
    ['after-prefix', bare],
    ['base64-after-prefix', Buffer.from(bare, 'base64')],
  ])('may take its key %s', async (form, key) => {
    const { posts } = await signedUnder({ 'key-form': form });
    const { t, macs, text } = read(posts[0]);
    expect(macs).toEqual([hmac(key, `${t}.${text}`).digest('hex')]);
  });

  it('is new on each attempt', async () => {
    const { posts, clock } = await signedUnder({}, [503, 200]);
    await clock.advance(600_000);
    expect(Number(read(posts[1]).t) - Number(read(posts[0]).t)).toBe(300);
  });

  it('may be kept over the retries', async () => {
    const { posts, clock } = await signedUnder({ 'timestamp-renewal': 'kept' }, [503, 200]);
    await clock.advance(600_000);
    expect(posts).toHaveLength(2);
    expect(read(posts[1])).toEqual(read(posts[0]));
  });

  it.each([
    ['both', 2],
    ['newest', 1],
  ])('during a rotation signs with %s', async (overlap, count) => {
    const { provider, clock, posts } = createWorld({ 'secret-overlap': overlap });
    provider.endpoints.rotate('endpoint-1', 3_600_000, 'whsec_newer');
    provider.decide('approved', { applicant: 'ana' });
    await clock.advance(60_000);
    const { t, macs, text } = read(posts[0]);
    const both = ['whsec_newer', secret].map((each) => hmac(each, `${t}.${text}`).digest('hex'));
    expect(macs).toEqual(both.slice(0, count));
  });

  it('has secrets that begin with whsec_ and allow 5 minutes', () => {
    const { provider } = createWorld();
    expect(provider.endpoints.get('endpoint-2').secrets[0]).toMatch(/^whsec_[0-9A-Za-z]{32}$/);
    expect(provider.behaviour.signing?.tolerance).toBe(300);
  });
});
