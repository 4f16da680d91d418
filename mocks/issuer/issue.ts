// What an issue call does once its token is known to be good. No step waits, so two calls at once are two calls in a row.
import { jsonReply, type Reply } from '../http/route.ts';
import { isLive } from './credential.ts';
import type { Desk, Turn } from './desk.ts';
import { type IssueBody, readIssueBody } from './issue-body.ts';
import type { Standing } from './ledger.ts';
import type { Program } from './program.ts';
import { complaintOf } from './subject.ts';

/** The order of the checks is an assumption (`order-of-checks`); only 401 before 403 has been seen. */
export function answerIssue(turn: Turn, desk: Desk): Reply {
  const { rules, wording } = desk;
  const featureOff = () => turn.meet('feature').length > 0;

  if (!rules.call.bodyFirst && featureOff()) return wording.featureOff();
  const body = readIssueBody(turn, rules.call);
  if ('complaint' in body) {
    return body.status === 400 ? wording.refuse(400, body.complaint) : wording.undocumented(415, body.complaint);
  }
  if (rules.call.bodyFirst && featureOff()) return wording.featureOff();

  const program = desk.programs.get(body.program);
  const unknown = program === undefined || !program.published || !isKnownIssuer(body.issuerDid, desk);
  if (unknown || turn.meet('lookup').length > 0) return wording.unknownProgram();
  if (body.issuerDid !== desk.issuerDid || program.issuerDid !== body.issuerDid) return wording.notAllowed();

  const complaint = complaintOf(body.subject, program.schema.fields, rules.call);
  if (complaint !== null) return wording.refuse(400, complaint);
  if (turn.meet('consent').length > 0) return wording.conflict();
  return issueOrReturn(turn, desk, body, program);
}

function issueOrReturn(turn: Turn, desk: Desk, body: IssueBody, program: Program): Reply {
  const { ledger, lifecycle, rules, wording } = desk;
  const rivals = duplicatesOf(turn.applicant, program, desk);
  const latest = rivals.at(-1);

  if (latest !== undefined) {
    const pending = rivals.some(({ state }) => state === 'WAIT_ONCHAIN');
    if (pending && rules.credential.pending === 'conflict-409') return wording.conflict();
    if (body.onDuplicate === 'ignore') {
      if (rules.credential.ignoreConflicts) return wording.conflict();
      ledger.handBack(latest);
      return answered(turn, replyAgain(latest, body));
    }
  }
  if (program.cap !== null && ledger.issued(program.id) >= program.cap) {
    return rules.call.fullProgram === 403 ? wording.notAllowed() : wording.conflict();
  }
  // The credential-security page: the old one is revoked before the new one is issued.
  for (const { hash } of rivals) lifecycle.revoke(hash, 'replaced: issued again with onDuplicate "revoke"');
  const credential = ledger.issue(turn.applicant, program, body.subject, latest?.hash ?? null);
  const moods = turn.meet('commit');
  lifecycle.begin(
    credential,
    program,
    moods.some(({ mood }) => mood === 'stuck-pending'),
  );
  for (const { mood, parameters } of moods) {
    if (mood === 'revoked-later') lifecycle.revokeAfter(credential.hash, parameters.after as number, `mood ${mood}`);
    if (mood === 'expired-later') lifecycle.expireAfter(credential.hash, parameters.after as number, `mood ${mood}`);
  }
  return answered(turn, replyFor(credential, body));
}

/** What this person holds already and a new one would repeat, the oldest first. The subject is not compared. */
function duplicatesOf(applicant: string, program: Program, { ledger, rules }: Desk): readonly Standing[] {
  const { bySchema, pending, expiredCounts } = rules.credential;
  return ledger.of(applicant).filter(({ program: id, schema, state }) => {
    if (bySchema ? schema !== program.schema.id : id !== program.id) return false;
    if (state === 'EXPIRE') return expiredCounts;
    return isLive(state) && !(state === 'WAIT_ONCHAIN' && pending === 'separate');
  });
}

function answered(turn: Turn, reply: Reply): Reply {
  return turn.meet('committed').length > 0 ? { status: 200, dropped: true } : reply;
}

/** 200 and exactly these three; `credentialId` repeats what was asked for. */
function replyFor({ hash, user }: Standing, { program }: IssueBody): Reply {
  return jsonReply(200, { coreClaimHash: hash, credentialId: program, userUuid: user });
}

/** Whoever asks once more for what there is may ask often: the same bytes each time. */
function replyAgain(credential: Standing, body: IssueBody): Reply {
  // One of the same schema may have been issued under another program.
  if (credential.program !== body.program) return replyFor(credential, body);
  const known = replies.get(credential);
  if (known !== undefined) return known;
  const reply = Object.freeze(replyFor(credential, body));
  replies.set(credential, reply);
  return reply;
}

const replies = new WeakMap<Standing, Reply>();

function isKnownIssuer(issuerDid: string, { programs, issuerDid: own }: Desk): boolean {
  return issuerDid === own || [...programs.values()].some((program) => program.issuerDid === issuerDid);
}
