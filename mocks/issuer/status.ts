// What a status call does once its token is known to be good.
import { jsonReply, type Reply } from '../http/route.ts';
import type { Desk, Turn } from './desk.ts';
import { toStatusBody } from './status-body.ts';

export function answerStatus(turn: Turn, { ledger, lifecycle, rules, wording, random }: Desk): Reply {
  const hash = turn.call.query.get('coreClaimHash');
  if (hash === null || hash === '') {
    if (rules.call.missingHash === 404) return wording.unknownHash();
    return wording.refuse(400, 'Missing required parameter: coreClaimHash');
  }
  const owned = ledger.find(hash);
  if (owned === null || (rules.call.ownStatusOnly && owned.applicant !== turn.applicant)) return wording.unknownHash();

  const { polls } = ledger.polled(hash);
  const hidden = turn.meet(
    'lookup',
    ({ mood, parameters }) => mood !== 'hash-unknown' || polls <= Number(parameters.polls),
  );
  if (hidden.length > 0) return wording.unknownHash();

  lifecycle.poll(owned);
  const body = toStatusBody(ledger.find(hash) ?? owned, rules.credential, random);
  return body === null ? wording.unknownHash() : jsonReply(200, body);
}
