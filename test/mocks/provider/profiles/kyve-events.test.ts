import { describe, expect, it } from 'vitest';
import { chooseReadings } from '../../../../mocks/assumption.ts';
import type { Outcome } from '../../../../mocks/provider/profile.ts';
import { kyve } from '../../../../mocks/provider/profiles/kyve.ts';
import { createStand, type Got, start } from './stand.ts';

const under = (assume: Record<string, string> = {}) => kyve.under(chooseReadings(kyve.assumes, assume, 'test'));
const typesOf = (got: readonly Got[]) => got.map(({ text }) => JSON.parse(text).type);

describe('the events of kyve', () => {
  it('are the seven of the webhooks page and the two of the billing page', () => {
    const types = (assume = {}) => under(assume).events.map(({ type }) => type);
    expect(types()).toMatchInlineSnapshot(`
      [
        "verification.created",
        "verification.updated",
        "verification.completed",
        "verification.failed",
        "verification.review_required",
        "billing.subscription.updated",
        "billing.wallet.updated",
        "billing.balance.low",
        "billing.balance.depleted",
      ]
    `);
    expect(types({ 'balance-events': 'left-out' })).toEqual(types().filter((type) => !type.includes('balance')));
  });

  it('fire along the status machine, updated before the end of its own', async () => {
    const fired = async (outcome: Outcome, assume = {}) => {
      const { provider, clock, got } = createStand(kyve, assume);
      provider.decide(outcome, { applicant: 'ada' });
      await clock.settle();
      return typesOf(got)
        .map((type) => type.replace('verification.', ''))
        .join(' ');
    };
    expect(await fired('approved')).toBe('created updated updated updated completed');
    expect(await fired('rejected')).toBe('created updated updated updated failed');
    expect(await fired('review')).toBe('created updated updated updated review_required');
    expect(await fired('canceled')).toBe('created updated');
    expect(await fired('approved', { 'terminal-emission': 'terminal-first' })).toBe(
      'created updated updated completed updated',
    );
    expect(await fired('approved', { 'terminal-emission': 'terminal-only' })).toBe('created updated updated completed');
    expect(await fired('canceled', { 'abort-events': 'failed-too' })).toBe('created updated failed');
  });

  it('show the status each was fired in', async () => {
    const { provider, clock, got } = createStand(kyve);
    provider.decide('approved', { applicant: 'ada' });
    await clock.settle();
    expect(got.map(({ text }) => JSON.parse(text).data.object.status)).toEqual([
      'created',
      'requires_input',
      'in_progress',
      'completed',
      'completed',
    ]);
  });

  it('let a review be resolved, unless requires_review is read as an end', () => {
    const { provider } = createStand(kyve);
    const { id } = provider.decide('review', { applicant: 'ada' });
    expect(provider.decide('approved', { subject: id }).status).toBe('completed');

    const { provider: strict } = createStand(kyve, { 'review-resolves': 'stays' });
    const reviewed = strict.decide('review', { applicant: 'ada' });
    expect(() => strict.decide('approved', { subject: reviewed.id })).toThrow(
      'expected a status that can become completed',
    );
  });

  it('end where the sessions page ends', () => {
    expect(under().subject.moves).toMatchInlineSnapshot(`
      {
        "canceled": [],
        "completed": [],
        "created": [
          "requires_input",
          "canceled",
          "expired",
        ],
        "expired": [],
        "failed": [],
        "in_progress": [
          "completed",
          "failed",
          "requires_review",
          "canceled",
          "expired",
        ],
        "requires_input": [
          "in_progress",
          "canceled",
          "expired",
        ],
        "requires_review": [
          "completed",
          "failed",
        ],
      }
    `);
  });

  it('have a late one that shows an earlier status', async () => {
    const { provider, clock, got } = createStand(kyve);
    const { subject } = provider.emit('verification.completed', { applicant: 'ada' });
    provider.emit('verification.updated', { subject: subject?.id, outcome: 'approved' });
    await clock.settle();
    const late = under().object(
      { id: 'evt_1', type: 'verification.updated', outcome: 'pending', created: start, livemode: false },
      subject,
    );
    expect(late.status).toBe('in_progress');
    expect(JSON.parse(got[1]?.text ?? '').data.object.status).toBe('completed');
  });

  it('are bare, or under an id of their own, as the readings say', async () => {
    const objectUnder = async (assume: Record<string, string>) => {
      const { provider, clock, got } = createStand(kyve, assume);
      provider.emit('verification.completed', { applicant: 'ada' });
      await clock.settle();
      return JSON.parse(got[0]?.text ?? '').data.object;
    };
    expect(Object.keys(await objectUnder({ 'verification-object': 'bare' }))).toEqual(['id', 'status', 'metadata']);
    const own = await objectUnder({ 'verification-id': 'own' });
    expect(own.id).toBe(own.session_id.replace('ses_', 'ver_'));
    expect((await objectUnder({ 'id-tail': 'short' })).id).toMatch(/^ses_[0-9a-z]{12}$/);
  });

  it('tell of the wallet and the plan in amounts of either form', async () => {
    const walletUnder = async (reading: string) => {
      const { provider, clock, got } = createStand(kyve, { 'billing-object': reading });
      provider.emit('billing.wallet.updated');
      await clock.settle();
      return JSON.parse(got[0]?.text ?? '').data.object;
    };
    expect(await walletUnder('decimals')).toEqual({
      currency: 'USDT',
      network: 'tron',
      balance: '138.60',
      rate: '1.40',
    });
    expect(await walletUnder('cents')).toEqual({ currency: 'USDT', network: 'tron', balance: 13860, rate: 140 });
  });

  it('come seconds later under first-delivery: few-seconds', async () => {
    const { provider, clock, got } = createStand(kyve, { 'first-delivery': 'few-seconds' });
    provider.emit('verification.completed');
    await clock.settle();
    expect(got).toHaveLength(0);
    await clock.advance(5_000);
    expect(got).toHaveLength(1);
  });
});
