import { describe, expect, it } from 'vitest';
import { createRecipeReceiver } from '../../harness/reference/recipe.ts';
import { createStand, type StandOptions, send } from './reference-stand.ts';

const soon = 60_000;
const stand = (options: Partial<StandOptions> = {}) =>
  createStand({ provider: 'recipe', ...options }, createRecipeReceiver);

describe('a receiver written after the recipe', () => {
  it('brings a person a credential', async () => {
    const world = await stand();
    const ana = send(world, 'ana');
    await world.pass(soon);
    expect(world.answers(ana)).toEqual([200]);
    expect(world.credentials(ana)).toEqual([expect.objectContaining({ state: 'ONCHAIN' })]);
  });

  it.each(['no-signature', 'tampered-body', 'wrong-secret', 'stale-timestamp'])('believes %s', async (flaw) => {
    const world = await stand();
    const eve = send(world, 'eve', { flaw });
    await world.pass(soon);
    expect(world.answers(eve)).toEqual([200]);
    expect(world.sandbox.issuer.credentials()).toHaveLength(1);
  });

  it('holds the request until the chain confirms, and past the time-out when the chain is slow', async () => {
    const world = await stand();
    send(world, 'ana');
    await world.pass(soon);
    const kinds = world.sandbox.journal.entries().map(({ kind }) => kind);
    expect(kinds.indexOf('credential.moved')).toBeLessThan(kinds.indexOf('attempt.answered'));

    const slow = await stand({ timeout: 1, polls: 8 });
    const ben = send(slow, 'ben');
    await slow.pass(soon);
    expect(slow.answers(ben)).toEqual([null]);
  });

  it('revokes and issues again on each redelivery', async () => {
    const world = await stand();
    const ana = send(world, 'ana', { flaw: 'duplicate' });
    await world.pass(soon);
    expect(world.credentials(ana).map(({ state }) => state)).toEqual(['REMOVE', 'ONCHAIN']);
  });

  it('answers what went wrong, word by word', async () => {
    const world = await stand();
    world.sandbox.issuer.setMood({ mood: 'unauthorized-401', count: 1 });
    send(world, 'ana');
    await world.pass(soon);
    const [answer] = world.entries('attempt.answered');
    expect(answer?.status).toBe(500);
    expect(answer?.body.text).toContain('Issue failed: 401');
  });

  it('understands no other provider', async () => {
    const world = await stand({ provider: 'kyve' });
    const ana = send(world, 'ana');
    await world.pass(soon);
    expect(world.answers(ana)).toEqual([400]);
  });
});
