// What a status call does once its token is known to be good.
import { jsonReply, type Reply } from '../http/route.ts';
import type { Desk, Turn } from './desk.ts';
import type { Credential, Standing } from './ledger.ts';
import { toStatusBody } from './status-body.ts';

export function answerStatus(turn: Turn, desk: Desk): Reply {
  const { ledger, lifecycle, rules, wording } = desk;
  const hash = turn.call.parameter('coreClaimHash');
  if (hash === null || hash === '') {
    if (rules.call.missingHash === 404) return wording.unknownHash();
    return wording.refuse(400, 'Missing required parameter: coreClaimHash');
  }
  const owned = ledger.standing(hash);
  if (owned === null || (rules.call.ownStatusOnly && owned.applicant !== turn.applicant)) return wording.unknownHash();

  const polls = ledger.polled(hash);
  const hidden = turn.meet(
    'lookup',
    ({ mood, parameters }) => mood !== 'hash-unknown' || polls <= Number(parameters.polls),
  );
  if (hidden.length > 0) return wording.unknownHash();

  lifecycle.poll(owned);
  return replyFor(owned, desk);
}

// A poller asks again and again; between two moves of a credential the answer is the same, to the byte.
const lastReplies = new WeakMap<Standing, Pick<Standing, 'state' | 'documented'> & { readonly reply: Reply }>();

function replyFor(owned: Standing, { ledger, rules, wording, random }: Desk): Reply {
  const { hash, state, documented } = owned;
  const last = lastReplies.get(owned);
  if (last !== undefined && last.state === state && last.documented === documented) return last.reply;
  const body = toStatusBody(ledger.find(hash) as Credential, rules.credential, random);
  const reply = body === null ? wording.unknownHash() : jsonReply(200, body);
  lastReplies.set(owned, { state, documented, reply: Object.freeze(reply) });
  return reply;
}
