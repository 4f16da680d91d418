// Kyve's event types: the table of the webhooks page, and two that only the billing page names.
import type { EventType, Readings } from '../../profile.ts';

export function eventsUnder(readings: Readings): readonly EventType[] {
  const aborted = readings['abort-events'] === 'failed-too' ? (['canceled', 'expired'] as const) : [];
  return [
    {
      type: 'verification.created',
      tells: 'POST /v1/sessions has succeeded',
      documented: true,
      says: ['pending'],
    },
    {
      type: 'verification.updated',
      tells: 'the status has changed, whatever the change',
      documented: true,
      says: ['pending', 'approved', 'rejected', 'review', 'canceled', 'expired'],
    },
    { type: 'verification.completed', tells: 'the person has passed', documented: true, says: ['approved'] },
    {
      type: 'verification.failed',
      tells: 'the person has not passed',
      documented: true,
      says: ['rejected', ...aborted],
    },
    {
      type: 'verification.review_required',
      tells: 'a person of the tenant must look at it',
      documented: true,
      says: ['review'],
    },
    {
      type: 'billing.subscription.updated',
      tells: 'the plan or its state has changed (fiat)',
      documented: true,
      says: ['none'],
    },
    {
      type: 'billing.wallet.updated',
      tells: 'the prepaid wallet was debited or credited',
      documented: true,
      says: ['none'],
    },
    ...(readings['balance-events'] === 'left-out' ? [] : balanceEvents),
  ];
}

const balanceEvents: readonly EventType[] = [
  {
    type: 'billing.balance.low',
    tells: 'the balance fell below its threshold (billing page only)',
    documented: true,
    says: ['none'],
  },
  {
    type: 'billing.balance.depleted',
    tells: 'the balance is used up (billing page only)',
    documented: true,
    says: ['none'],
  },
];
