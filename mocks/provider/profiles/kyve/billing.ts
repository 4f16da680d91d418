// Billing as far as it can be read: the published plans and prepaid rate, and what a tenant has of them (billing page).
// The keys and shapes are this sandbox's own; the figures of the plans are published.
import type { EventHead, JsonObject, Readings, Route, World } from '../../profile.ts';
import { jsonReply } from '../../profile.ts';
import type { Desk } from './desk.ts';

interface Plan {
  readonly name: string;
  /** US cents. */
  readonly monthly: number;
  readonly included: number;
  readonly overage: number;
}

const plans: readonly [Plan, ...Plan[]] = [
  { name: 'Starter', monthly: 99_00, included: 100, overage: 1_25 },
  { name: 'Growth', monthly: 499_00, included: 750, overage: 1_00 },
  { name: 'Scale', monthly: 1_999_00, included: 4_000, overage: 75 },
];

/** Hundredths of a USDT, for one successful verification. */
const rate = 1_40;
const funded = 140_00;
const spent = 80;

export function billingRoutes({ world, admit }: Desk): readonly Route[] {
  const { readings } = world;
  const open: Route = {
    method: 'GET',
    path: '/v1/billing/plans',
    answer: () =>
      jsonReply(200, {
        plans: plans.map((plan) => toPlan(plan, readings)),
        prepaid: { currency: 'USDT', network: 'tron', rate: amount(rate, readings) },
      }),
  };
  if (readings['unpublished-paths'] === 'closed') return [open];
  return [
    open,
    {
      method: 'GET',
      path: '/v1/billing/subscription',
      answer: admit(() => jsonReply(200, subscription(successes(world), readings)), 'live-key'),
    },
    {
      method: 'GET',
      path: '/v1/billing/wallet',
      answer: admit(() => jsonReply(200, wallet(balance(world), readings)), 'live-key'),
    },
  ];
}

/** Whether a live verification can be paid for: by the plan, or by the wallet that is all the tenant has. */
export function covers(world: World): boolean {
  return world.readings['billing-state'] !== 'empty-wallet' || balance(world) >= rate;
}

/** `data.object` of a billing event. */
export function billingObject({ type }: EventHead, readings: Readings): JsonObject {
  if (type === 'billing.subscription.updated') return subscription(1, readings);
  if (type === 'billing.balance.depleted') return wallet(0, readings);
  return wallet(type === 'billing.balance.low' ? 10 * rate : funded - rate, readings);
}

function subscription(used: number, readings: Readings): JsonObject {
  return { plan: toPlan(plans[0], readings), status: 'active', used_verifications: used };
}

function wallet(held: number, readings: Readings): JsonObject {
  return { currency: 'USDT', network: 'tron', balance: amount(held, readings), rate: amount(rate, readings) };
}

/** Debited on a successful verification only. */
function balance(world: World): number {
  const opening = world.readings['billing-state'] === 'empty-wallet' ? spent : funded;
  return Math.max(0, opening - rate * successes(world));
}

function successes(world: World): number {
  return world.subjects().filter(({ livemode, status }) => livemode && status === 'completed').length;
}

function toPlan({ name, monthly, included, overage }: Plan, readings: Readings): JsonObject {
  return {
    slug: name.toLowerCase(),
    name,
    currency: 'usd',
    monthly_price: amount(monthly, readings),
    included_verifications: included,
    overage_price: amount(overage, readings),
  };
}

function amount(hundredths: number, readings: Readings): string | number {
  return readings['billing-object'] === 'cents' ? hundredths : (hundredths / 100).toFixed(2);
}
