// The issuer's HTTP side. Both routes share one frame: token, moods of the gateway, the work, the journal.
import type { Call, Match, Refusal, Reply, Service } from '../http/route.ts';
import { type Body, toBody } from '../journal.ts';
import { after, type Soon } from '../soon.ts';
import {
  type About,
  type CallRecord,
  recordAnswer,
  recordOf,
  tellAccepted,
  tellAnswered,
  tellReceived,
  tellRefused,
} from './call-record.ts';
import type { Desk, Turn } from './desk.ts';
import { answerIssue } from './issue.ts';
import type { Operation } from './moods.ts';
import type { Verification } from './partner.ts';
import { answerStatus } from './status.ts';
import type { ActiveMood, Meeting } from './temper.ts';
import { htmlReply } from './wording.ts';

/** No limit is documented. A body needs a few hundred bytes. */
const bodyLimit = 1024 * 1024;

export function createService(desk: Desk): Service {
  let calls = 0;
  const nextId = () => {
    calls += 1;
    return `call_${calls}`;
  };

  return {
    name: 'issuer',
    limit: bodyLimit,
    routes: [
      {
        method: 'POST',
        path: '/v1/credentials/issue-on-behalf',
        answer: (call) => answerCall({ call, id: nextId(), operation: 'issue', work: answerIssue }, desk),
      },
      {
        method: 'GET',
        path: '/v1/credentials/status',
        answer: (call) => answerCall({ call, id: nextId(), operation: 'status', work: answerStatus }, desk),
      },
    ],
    refuse(call, refusal) {
      const id = nextId();
      const record = received(desk, call, toBody(call.body), { id, applicant: null, view: null });
      return answered(desk, record, refuse(desk, call, refusal));
    },
  };
}

interface Called {
  readonly call: Match;
  readonly id: string;
  readonly operation: Operation;
  readonly work: (turn: Turn, desk: Desk) => Reply;
}

function answerCall({ call, id, operation, work }: Called, desk: Desk): Soon<Reply> {
  const emailNeeded = operation === 'issue' || desk.rules.token.emailOnStatus;
  const reply = after(desk.partner.verify(call.headers['x-partner-auth'], emailNeeded), (verified) => {
    // A token without e-mail, where that is allowed, speaks for whoever holds the credential it asks about.
    const applicant = 'fault' in verified ? null : (verified.email ?? ownerOf(call, desk));
    // Written down only now, because now it is known whose call it is.
    const body = toBody(call.body);
    if ('token' in verified) keepOnce(call, verified.token);
    const record = received(desk, call, body, { id, applicant, view: verified.view });

    const meet = meetingsOf(desk, { operation, call: id, applicant });
    const text = body.cut ? call.body.toString('utf8') : body.text;
    const reply = settle({ call, operation, work, text, verified, record, meet }, desk);
    // Met after the work: a client that gives up waiting has its credential all the same.
    const slow = meet('answer')[0];
    if (slow === undefined) return answered(desk, record, reply);
    return desk.clock.sleep(slow.parameters.delay as number).then(() => answered(desk, record, reply));
  });
  if (!(reply instanceof Promise)) return reply;
  // Sandbox time waits for a call that has begun, so that its effects belong to the instant it came in.
  const hold = desk.clock.hold(`issuer ${operation} call ${id}`);
  return reply.finally(hold.release);
}

/** A token is long, and comes again with each call: all that is kept of them share one text. The headers are the call's own. */
function keepOnce({ headers }: Match, token: string): void {
  (headers as Record<string, string>)['x-partner-auth'] = token;
}

function meetingsOf({ temper }: Desk, about: Omit<Meeting, 'stage'>): Turn['meet'] {
  return temper.isCalm() ? meetNothing : (stage, fits) => temper.meet({ ...about, stage }, fits);
}

const nothing: readonly ActiveMood[] = [];
const meetNothing: Turn['meet'] = () => nothing;

function ownerOf(call: Match, { ledger }: Desk): string | null {
  return ledger.standing(call.parameter('coreClaimHash') ?? '')?.applicant ?? null;
}

interface Progress extends Omit<Called, 'id'> {
  readonly text: string;
  readonly verified: Verification;
  readonly record: CallRecord;
  readonly meet: Turn['meet'];
}

function settle({ call, operation, work, text, verified, record, meet }: Progress, desk: Desk): Reply {
  const fault = judgeToken(desk, record, verified, meet);
  const gateway = meet('gateway')[0];
  if (gateway !== undefined) return throughGateway(desk, gateway);
  if (fault !== null) return refuseToken(desk, operation, fault);
  try {
    return work({ call, text, applicant: record.applicant ?? '', meet }, desk);
  } catch (thrown) {
    desk.journal.append({
      kind: 'task.failed',
      label: `issuer ${operation} call ${record.id}`,
      message: String(thrown),
    });
    return desk.wording.failure();
  }
}

/** Writes down what became of the token; the fault, or null. A mood may refuse a good one. */
function judgeToken({ journal }: Desk, record: CallRecord, verified: Verification, meet: Turn['meet']): string | null {
  const mood = 'fault' in verified ? undefined : meet('token')[0];
  const reason = 'fault' in verified ? verified.fault : mood === undefined ? null : (moodFaults[mood.mood] ?? 'mood');
  if (reason === null) journal.appendTold(record, tellAccepted);
  else journal.append(tellRefused(record, reason));
  return reason;
}

const moodFaults: Readonly<Record<string, string>> = { 'jwks-unreachable': 'jwks-unreachable' };

function refuseToken({ rules, wording }: Desk, operation: Operation, fault: string): Reply {
  if (fault === 'scope' && rules.token.scopeStatus === 403) return wording.wrongScope();
  if (fault === 'email-shape' && rules.token.emailShape === 400) return wording.refuse(400, 'Invalid email address');
  return wording.unauthorized(operation);
}

function throughGateway({ wording }: Desk, { mood, parameters }: ActiveMood): Reply {
  switch (mood) {
    case 'rate-limited-429': {
      const seconds = Math.ceil((parameters.retryAfter as number) / 1000);
      return wording.undocumented(429, 'Too Many Requests', { 'retry-after': String(seconds) });
    }
    case 'unavailable-503':
      return htmlReply(503, 'Service Temporarily Unavailable');
    case 'dropped':
      return { status: 503, dropped: true };
    default:
      return wording.failure();
  }
}

/** A call that reached no route. */
function refuse({ wording }: Desk, call: Call, refusal: Refusal): Reply {
  switch (refusal.kind) {
    case 'method-not-allowed':
      return wording.undocumented(405, 'Method Not Allowed', { allow: refusal.allow.join(', ') });
    case 'too-large':
      return wording.undocumented(413, `The body is larger than ${refusal.limit} bytes`);
    case 'bad-path':
      return wording.refuse(400, 'Malformed path');
    case 'fault':
      return wording.failure();
    default:
      return wording.undocumented(404, `Not Found${hintFor(call.path)}`);
  }
}

/** The documents print `/v1` both in the base URL and in the path, which is easily joined to `/v1/v1`. */
function hintFor(path: string): string {
  if (path.startsWith('/v1/v1')) return ': the base URL already ends in /v1';
  if (path.startsWith('/credentials')) return ': the base URL ends in /v1';
  return '';
}

function received({ journal }: Desk, call: Call, body: Body, about: About): CallRecord {
  const record = recordOf(call, body, about);
  journal.appendTold(record, tellReceived);
  return record;
}

function answered({ journal }: Desk, record: CallRecord, reply: Reply): Reply {
  recordAnswer(record, reply);
  journal.appendTold(record, tellAnswered);
  return reply;
}
