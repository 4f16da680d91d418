// For every check on effects a story in which it is met, one in which it is broken, and one in which it is idle.
import { HOUR } from '../../../mocks/duration.ts';
import type { Outcome } from '../../../mocks/provider/profile.ts';
import type { Sent, Story } from '../history.ts';

export const ana = 'ana@example.com';
const ben = 'ben@example.com';

export type Tell = (it: Story) => void;
export interface Case {
  readonly met: Tell;
  readonly broken: Tell;
  /** Something happens, but not what the rule is about. */
  readonly idle: Tell;
  readonly unknown?: Tell;
}

const ordinary: Tell = (it) => void it.happy(ana);
const nothing: Tell = () => {};
const twice: Tell = (it) => void it.issue(ana, { hash: 'second', replaces: `hash of ${ana}` });

/** Taken, then sent again under the same event. */
const again =
  (how: Sent, then: Tell = nothing): Tell =>
  (it) => {
    const { event, delivery } = it.happy(ana);
    it.wait(1000);
    it.send(ana, { event, delivery, ...how });
    then(it);
  };

/** The issuer does this on the first issue call; afterwards that happens. */
const trouble =
  (mood: string, status: number | null, then: Tell, how: Sent = {}): Tell =>
  (it) => {
    it.happy(ben);
    it.send(ana, how);
    it.issue(ana, { moods: [mood], status, makes: false, retryAfter: '2' });
    it.add({ kind: 'mood.ended', mood, applicant: ana });
    then(it);
  };

const nobody = (outcome: Outcome): Case => ({
  met: (it) => {
    it.happy(ben);
    it.send(ana, { outcome });
  },
  broken: (it) => {
    it.happy(ben);
    it.send(ana, { outcome });
    it.issue(ana, { status: 400 });
  },
  idle: ordinary,
  unknown: (it) => {
    it.happy(ben);
    it.send(ana, { outcome, answer: 'outage' });
  },
});

const token = (wrong: NonNullable<Parameters<Story['issue']>[1]>['token']): Case => ({
  met: ordinary,
  broken: (it) => {
    it.send(ana);
    it.issue(ana, { status: 401, ...(wrong !== undefined && { token: wrong }) });
  },
  idle: (it) => {
    it.send(ana);
    it.issue(ana, { status: 429, moods: ['rate-limited-429'] });
  },
});
const claims = { partnerId: 'partner', email: ana, scope: 'issue', iat: 1000, exp: 1300 };

const late = (flaw: string): Case => ({
  met: (it) => {
    it.happy(ana, { flaws: [flaw], created: 2000 });
    it.send(ana, { outcome: 'pending', created: 1000 });
  },
  broken: (it) => {
    it.happy(ana, { flaws: [flaw], created: 2000 });
    it.send(ana, { outcome: 'pending', created: 1000 });
    twice(it);
  },
  idle: ordinary,
  unknown: (it) => {
    it.send(ana, { outcome: 'rejected', created: 2000, flaws: [flaw] });
    it.send(ana, { outcome: 'approved', created: 2000 });
    it.send(ana, { outcome: 'pending', created: 1000 });
  },
});

const polls =
  (gaps: readonly number[]): Tell =>
  (it) => {
    it.send(ana);
    it.issue(ana);
    for (const gap of gaps) {
      it.poll(ana, 'WAIT_ONCHAIN');
      it.wait(gap);
    }
    it.poll(ana);
  };

export const cases: Record<string, Case> = {
  'answers-within-the-time-out': {
    met: ordinary,
    broken: (it) => void it.send(ana, { answer: 'timeout' }),
    idle: (it) => void it.send(ana, { answer: 'outage' }),
  },
  'answers-before-the-chain-confirms': {
    met: (it) => {
      it.send(ana, { meanwhile: () => it.issue(ana) });
      it.poll(ana);
    },
    broken: (it) => void it.send(ana, { meanwhile: () => it.issue(ana).poll(ana, 'WAIT_ONCHAIN').poll(ana) }),
    idle: (it) => void it.send(ana),
  },
  'dedupes-sequential-duplicates': { met: again({}), broken: again({}, twice), idle: ordinary },
  'dedupes-concurrent-duplicates': {
    met: (it) => void it.happy(ana, { flaws: ['concurrent-duplicates'] }),
    broken: (it) => {
      it.happy(ana, { flaws: ['concurrent-duplicates'] });
      twice(it);
    },
    idle: ordinary,
  },
  'dedupes-late-duplicates': {
    met: (it) => {
      const ids = it.happy(ana);
      it.wait(12 * HOUR).send(ana, ids);
    },
    broken: (it) => {
      const ids = it.happy(ana);
      it.wait(12 * HOUR).send(ana, ids);
      twice(it);
    },
    idle: again({}),
  },
  'survives-a-lost-acknowledgement': {
    met: (it) => {
      const ids = it.happy(ana, { flaws: ['lost-acknowledgement'], discarded: true });
      it.send(ana, ids);
    },
    broken: (it) => {
      const ids = it.happy(ana, { flaws: ['lost-acknowledgement'], discarded: true });
      it.send(ana, ids);
      twice(it);
    },
    idle: again({}),
  },
  'dedupes-the-same-id-with-another-body': {
    met: (it) => {
      const { event } = it.happy(ana, { flaws: ['same-id-other-body'] });
      it.send(ana, { event });
    },
    broken: (it) => {
      const { event } = it.happy(ana, { flaws: ['same-id-other-body'] });
      it.send(ana, { event });
      twice(it);
    },
    idle: ordinary,
  },
  'acknowledges-duplicates': { met: again({}), broken: again({ answer: 409 }), idle: ordinary },
  'acknowledges-unknown-event-types': {
    met: (it) => void it.send(ana, { type: 'verification.framed' }),
    broken: (it) => void it.send(ana, { type: 'verification.framed', answer: 500 }),
    idle: ordinary,
    unknown: (it) => void it.send(ana, { type: 'verification.framed', answer: 'connection' }),
  },
  'acknowledges-events-that-approve-nobody': {
    met: (it) => void it.send(ana, { outcome: 'rejected' }),
    broken: (it) => void it.send(ana, { outcome: 'rejected', answer: 400 }),
    idle: ordinary,
  },
  'does-not-let-an-overtaken-event-regress': late('reordered'),
  'does-not-let-a-late-event-regress': late('late-older-event'),
  'answers-no-4xx-for-its-own-failures': {
    met: trouble('error-500', 500, nothing, { answer: 503 }),
    broken: trouble('error-500', 500, nothing, { answer: 400 }),
    idle: ordinary,
  },
  'recovers-from-an-outage-of-its-own': {
    met: (it) => {
      const ids = it.send(ana, { answer: 'outage' });
      it.wait(HOUR).send(ana, ids);
      it.issue(ana);
    },
    broken: (it) => {
      it.happy(ben);
      const ids = it.send(ana, { answer: 'outage' });
      it.wait(HOUR).send(ana, ids);
    },
    idle: ordinary,
  },
  'recovers-from-an-issuer-outage': {
    met: trouble('error-500', 500, (it) => void it.issue(ana)),
    broken: trouble('error-500', 500, nothing),
    idle: ordinary,
  },
  'looks-up-before-acting': {
    met: (it) => {
      it.happy(ben);
      it.send(ana, { flaws: ['unknown-subject'] });
    },
    broken: (it) => {
      it.happy(ben);
      it.send(ana, { flaws: ['unknown-subject'] });
      it.issue(ana);
    },
    idle: ordinary,
    unknown: (it) => {
      it.happy(ben);
      it.send(ana, { flaws: ['unknown-subject'], answer: 'timeout' });
    },
  },
  'loses-nothing-in-a-restart': {
    met: (it) => {
      it.send(ana);
      it.step('restart').issue(ana);
    },
    broken: (it) => {
      it.send(ana);
      it.step('restart');
    },
    idle: ordinary,
  },
  'remembers-over-a-restart': {
    met: (it) => {
      const ids = it.happy(ana);
      it.step('restart').send(ana, ids);
    },
    broken: (it) => {
      const ids = it.happy(ana);
      it.step('restart').send(ana, ids);
      twice(it);
    },
    idle: ordinary,
  },
  'processes-a-whole-burst': {
    met: (it) => {
      for (let n = 0; n < 12; n++) it.happy(`person-${n}@example.com`);
    },
    broken: (it) => {
      for (let n = 0; n < 12; n++) it.happy(`person-${n}@example.com`);
      it.send(ana);
    },
    idle: ordinary,
  },
  'does-not-leak-internals': {
    met: (it) => void it.send(ana, { answer: 500, text: '{"error":"internal"}' }),
    broken: (it) => void it.send(ana, { answer: 500, text: 'Error\n    at verify (/app/src/hook.js:12:7)' }),
    idle: ordinary,
  },
  'issues-for-every-approval': {
    met: ordinary,
    broken: (it) => void it.send(ana),
    idle: (it) => void it.send(ana, { answer: 401 }),
  },
  'issues-the-right-level': {
    met: (it) => void it.happy(ana, { level: 'enhanced' }),
    broken: (it) => {
      it.send(ana, { level: 'enhanced' });
      it.issue(ana);
    },
    idle: (it) => void it.send(ana),
  },
  'issues-the-right-time': {
    met: ordinary,
    broken: (it) => {
      it.send(ana);
      it.issue(ana, { subject: { verifiedAt: '2026-11-21T08:00:00.000Z' } });
    },
    idle: (it) => void it.send(ana),
  },
  'issues-to-the-right-person': {
    met: ordinary,
    broken: (it) => {
      it.send('Ana+kyc@example.com');
      it.issue(ana);
    },
    idle: (it) => void it.send(ana),
  },
  'issues-nothing-for-strangers': {
    met: ordinary,
    broken: (it) => {
      it.happy(ana);
      it.issue('stranger@example.com');
    },
    idle: (it) => void it.send(ana),
  },
  'does-nothing-for-a-refused-delivery': {
    met: (it) => {
      it.happy(ben);
      it.send(ana, { flaws: ['wrong-secret'], answer: 401 });
    },
    broken: (it) => {
      it.send(ana, { flaws: ['wrong-secret'], answer: 401 });
      it.issue(ana);
    },
    idle: ordinary,
  },
  'issues-nothing-for-a-rejection': nobody('rejected'),
  'issues-nothing-for-a-failed-verification': nobody('failed'),
  'issues-nothing-while-pending': nobody('pending'),
  'issues-nothing-under-review': nobody('review'),
  'issues-nothing-for-a-partial-result': nobody('partial'),
  'issues-nothing-for-an-expiry': nobody('expired'),
  'issues-nothing-for-a-cancellation': nobody('canceled'),
  'issues-nothing-for-the-other-mode': {
    met: (it) => {
      it.happy(ben);
      it.send(ana, { livemode: true });
    },
    broken: (it) => {
      it.send(ana, { livemode: true });
      it.issue(ana);
    },
    idle: ordinary,
    unknown: (it) => {
      it.happy(ben);
      it.send(ana, { livemode: true, answer: 'connection' });
    },
  },
  'signs-tokens-with-an-allowed-algorithm': token({ alg: 'HS256', refused: 'algorithm' }),
  'signs-tokens-with-kid': token({ kid: null, refused: 'kid' }),
  'signs-tokens-with-typ': token({ typ: null, refused: 'typ' }),
  'signs-tokens-with-every-claim': token({ claims: { partnerId: 'partner' }, refused: 'scope' }),
  'signs-tokens-with-the-right-scope': token({ claims: { ...claims, scope: 'verify' }, refused: 'scope' }),
  'signs-no-long-lived-tokens': token({ claims: { ...claims, exp: 90_000 } }),
  'signs-short-lived-tokens': token({ claims: { ...claims, exp: 1900 } }),
  'signs-tokens-for-the-right-person': token({ claims: { ...claims, email: 'a@example.com' } }),
  'sends-the-token-bare': token({ refused: 'bearer-prefix' }),
  'signs-tokens-that-are-believed': token({ refused: 'expired' }),
  'issue-body-fits-the-program': {
    met: ordinary,
    broken: (it) => void it.issue(ana, { status: 400 }),
    idle: (it) => void it.poll(ana),
  },
  'polls-by-claim-hash': {
    met: ordinary,
    broken: (it) => {
      it.issue(ana);
      it.poll(ana, null, { hash: 'evt_1', status: 404 });
    },
    idle: (it) => void it.issue(ana),
  },
  'signs-a-fresh-token-per-call': {
    met: ordinary,
    broken: (it) => {
      it.issue(ana, { token: { digest: 'one' } });
      it.wait(5000).poll(ana, 'ONCHAIN', { token: { digest: 'one' } });
    },
    idle: (it) => void it.issue(ana),
  },
  'polls-until-onchain': {
    met: ordinary,
    broken: (it) => void it.issue(ana).poll(ana, 'WAIT_ONCHAIN'),
    idle: (it) => void it.issue(ana, { moods: ['stuck-pending'] }).poll(ana, 'WAIT_ONCHAIN'),
  },
  'polls-with-back-off': { met: polls([100, 200, 400, 800]), broken: polls([50, 50, 50, 50]), idle: polls([1000]) },
  'stops-polling-at-a-terminal-answer': {
    met: polls([100]),
    broken: (it) => void it.issue(ana).poll(ana, 'REMOVE').poll(ana, 'REMOVE').poll(ana, 'REMOVE'),
    idle: (it) => void it.issue(ana).poll(ana, 'WAIT_ONCHAIN'),
  },
  'honours-retry-after': {
    met: trouble('rate-limited-429', 429, (it) => void it.wait(2000).issue(ana)),
    broken: trouble('rate-limited-429', 429, (it) => void it.wait(100).issue(ana)),
    idle: ordinary,
  },
  'retries-after-5xx': {
    met: trouble('error-500', 500, (it) => void it.issue(ana)),
    broken: trouble('dropped', null, nothing),
    idle: ordinary,
  },
  'does-not-reissue-while-pending': {
    met: ordinary,
    broken: (it) => {
      it.send(ana);
      it.issue(ana).poll(ana, 'WAIT_ONCHAIN');
      twice(it);
    },
    idle: again({}),
  },
  'does-not-revoke-and-reissue-on-duplicates': { met: again({}), broken: again({}, twice), idle: ordinary },
  'makes-one-credential-after-a-dropped-answer': {
    met: (it) => void it.issue(ana, { moods: ['committed-then-dropped'] }).issue(ana, { makes: false }),
    broken: (it) => {
      it.issue(ana, { moods: ['committed-then-dropped'] });
      twice(it);
    },
    idle: ordinary,
  },
};
