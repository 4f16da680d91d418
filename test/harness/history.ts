// Writes small histories by hand, so that a test of a check reads as the story that the check is about.
import type { History, RunHistory } from '../../harness/history.ts';
import { chooseReadings } from '../../mocks/assumption.ts';
import type { Entry, Happening } from '../../mocks/journal.ts';
import type { JsonObject } from '../../mocks/json.ts';
import type { Outcome } from '../../mocks/provider/profile.ts';
import { profileNamed } from '../../mocks/provider/profiles/index.ts';

export interface Sent {
  readonly outcome?: Outcome;
  readonly flaws?: readonly string[];
  readonly livemode?: boolean;
  readonly endpoint?: string;
  /** The same event or delivery as before. */
  readonly event?: string;
  readonly delivery?: string;
  /** A status, or why there was none. */
  readonly answer?: number | 'timeout' | 'reset' | 'connection' | 'outage';
  readonly text?: string;
  readonly discarded?: boolean;
  /** Unix seconds. */
  readonly created?: number;
  readonly level?: string;
  readonly type?: string;
  /** What happens between the request and its answer. */
  readonly meanwhile?: () => void;
}

export interface Issuing {
  readonly hash?: string;
  readonly status?: number | null;
  readonly moods?: readonly string[];
  readonly token?: Partial<Token>;
  readonly subject?: JsonObject;
  readonly replaces?: string | null;
  /** No credential comes of it. */
  readonly makes?: false;
  readonly retryAfter?: string;
  readonly message?: string;
}

interface Token {
  readonly alg: string;
  readonly kid: string | null;
  readonly typ: string | null;
  readonly claims: JsonObject;
  readonly digest: string;
  readonly refused: string;
}

export const iso = '2026-01-01T00:00:00.000Z';
const t0 = Date.parse(iso) / 1000;

export function story(scenario = 'a-story') {
  const entries: Entry[] = [];
  let at = 0;
  let wall = 1_000_000;
  let calls = 0;
  let sent = 0;

  function add(happening: Happening): Entry {
    wall += 1;
    const entry = { seq: entries.length + 1, at, wall, ...happening } as Entry;
    entries.push(entry);
    return entry;
  }

  const self = {
    entries,
    add,
    /** Both clocks move. */
    wait(ms: number) {
      at += ms;
      wall += ms;
      return self;
    },
    send(applicant: string, how: Sent = {}) {
      sent += 1;
      const { outcome = 'approved', flaws = [], livemode = false, endpoint = 'endpoint-1' } = how;
      const event = how.event ?? `evt_${sent}`;
      const delivery = how.delivery ?? `dlv_${sent}`;
      const type = 'verification.completed';
      if (how.event === undefined) {
        add({ kind: 'event.created', event, type, subject: 'ses_1', applicant, outcome, livemode, deliveries: 1 });
      }
      if (how.delivery === undefined) {
        add({ kind: 'delivery.created', delivery, event, endpoint, applicant, due: at, flaws });
      }
      const metadata = { email: applicant, kyc_level: how.level ?? 'basic' };
      const text = JSON.stringify({
        id: event,
        type: how.type ?? type,
        created: how.created ?? t0,
        data: { object: { metadata } },
      });
      const attempt = entries.filter((each) => each.kind === 'attempt.sent' && each.delivery === delivery).length + 1;
      const about = { delivery, event, applicant, attempt, copy: 1 } as const;
      const body = { text, bytes: text.length, cut: false };
      const url = 'http://127.0.0.1/webhooks/kyve';
      add({ kind: 'attempt.sent', ...about, endpoint, manual: false, url, headers: {}, body, signed: null, flaws });
      how.meanwhile?.();
      const { answer = 200, text: said = '', discarded = false } = how;
      const answered = { text: said, bytes: said.length, cut: false };
      if (typeof answer === 'number') {
        add({ kind: 'attempt.answered', ...about, status: answer, headers: {}, body: answered, took: 5, discarded });
      } else {
        add({ kind: 'attempt.unanswered', ...about, silence: answer, message: answer, took: 5 });
      }
      return { event, delivery };
    },
    call(
      applicant: string,
      path: string,
      query: string,
      { status = 200, moods = [], token, ...how }: Issuing,
      text: string,
    ) {
      calls += 1;
      const call = `call_${scenario}_${calls}`;
      const empty = { text: '', bytes: 0, cut: false };
      const method = query === '' ? 'POST' : 'GET';
      add({
        kind: 'call.received',
        side: 'issuer',
        call,
        applicant: token?.refused === undefined ? applicant : null,
        method,
        path,
        query,
        headers: {},
        body: empty,
      });
      const iat = t0 + calls;
      const view = {
        alg: 'RS256',
        kid: 'key-1',
        typ: 'JWT',
        claims: { partnerId: 'partner', email: applicant, scope: 'issue', iat, exp: iat + 300 },
        digest: `digest ${scenario} ${calls}`,
        ...token,
      };
      const { refused, ...shown } = { refused: undefined, ...view };
      if (refused === undefined) add({ kind: 'token.accepted', call, applicant, ...shown });
      else add({ kind: 'token.refused', call, reason: refused, ...shown });
      for (const mood of moods) add({ kind: 'mood.met', mood, call, applicant });
      const headers = how.retryAfter === undefined ? {} : { headers: { 'retry-after': how.retryAfter } };
      return (): void => {
        add({
          kind: 'call.answered',
          side: 'issuer',
          call,
          applicant,
          status,
          ...headers,
          body: { text, bytes: text.length, cut: false },
        });
      };
    },
    issue(applicant: string, how: Issuing = {}) {
      const { hash = `hash of ${applicant}`, replaces = null } = how;
      const made = how.makes !== false && (how.status ?? 200) === 200 && how.token?.refused === undefined;
      const message = how.message === undefined ? '{}' : JSON.stringify({ error: how.status, message: how.message });
      const answer = self.call(applicant, '/v1/credentials/issue-on-behalf', '', how, message);
      const subject = how.subject ?? { kycVerified: true, kycLevel: 'basic', verifiedAt: iso };
      if (made) add({ kind: 'credential.issued', hash, applicant, user: 'user', program: 'kyc', subject, replaces });
      answer();
      return self;
    },
    poll(applicant: string, told: string | null = 'ONCHAIN', how: Issuing = {}) {
      const { hash = `hash of ${applicant}` } = how;
      const text = told === null ? '{}' : JSON.stringify({ vcStatus: told });
      const query = hash === '' ? 'x=1' : `coreClaimHash=${encodeURIComponent(hash)}`;
      self.call(applicant, '/v1/credentials/status', query, how, text)();
      return self;
    },
    /** The usual course: approved, taken, issued, asked for until it is on chain. */
    happy(applicant: string, how: Sent = {}) {
      const ids = self.send(applicant, how);
      self.issue(applicant, how.level === undefined ? {} : { subject: { kycLevel: how.level, verifiedAt: iso } });
      self.poll(applicant);
      return ids;
    },
    step(verb: string) {
      add({ kind: 'step.taken', step: { [verb]: {} }, tells: verb });
      return self;
    },
  };
  return self;
}

export type Story = ReturnType<typeof story>;

export function runOf(
  stories: readonly Story[],
  other: Partial<Pick<RunHistory, 'capabilities' | 'died' | 'strays'>> = {},
): RunHistory {
  const profile = profileNamed('kyve', 'provider');
  return {
    provider: {
      id: 'kyve',
      revision: profile.revision,
      behaviour: profile.under(chooseReadings(profile.assumes, {}, 'test')),
      assumed: [],
    },
    histories: stories.map(({ entries }, at): History => ({ scenario: `story-${at + 1}`, entries, troubles: [] })),
    strays: [],
    capabilities: { issues: true, restart: true, rotation: true, tenants: true },
    died: null,
    ...other,
  };
}

/** A run of one story. */
export function told(tell: (story: Story) => void, other: Parameters<typeof runOf>[1] = {}): RunHistory {
  const one = story();
  tell(one);
  return runOf([one], other);
}
