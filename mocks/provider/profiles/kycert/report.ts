// A run's report: a redirect to a signed link that is good for one hour, and the PDF behind it.
import {
  alphabets,
  HOUR,
  isJsonObject,
  type Match,
  param,
  type Reply,
  type Subject,
  type World,
} from '../../profile.ts';
import { errorReply, type Refused, refused } from './errors.ts';
import { pdfOf } from './pdf.ts';

const modes: readonly string[] = ['resumido', 'completo'];

export function reportLink(world: World, run: Subject, mode: string | null): Reply | Refused {
  if (mode === null || !modes.includes(mode)) return refused('invalid_report_mode', 'mode');
  if (run.status === 'queued') return refused('run_not_finished');
  if (world.readings['report-generation'] === 'missing') return refused('report_not_generated');
  const expires = Math.ceil((world.now() + HOUR) / 1000);
  const query = new URLSearchParams({ mode, expires: String(expires), signature: sign(world, run.id, mode, expires) });
  // Relative, so that it holds on whichever host this sandbox listens.
  return { status: 302, headers: { Location: `/api/v1/reports/${run.id}.pdf?${query}` } };
}

/** Behind the link no key is asked for: the signature is the key. */
export function reportFile(world: World): (call: Match) => Reply {
  return (call) => {
    const id = param(call, 'file').replace(/\.pdf$/, '');
    const mode = call.query.get('mode') ?? '';
    const expires = Number(call.query.get('expires'));
    const run = world.subject(id);
    const good = call.query.get('signature') === sign(world, id, mode, expires) && world.now() <= expires * 1000;
    if (run === null || !good) {
      const code = world.readings['report-link'] === '404' ? 'not_found' : 'expired_link';
      return errorReply(refused(code), world.readings);
    }
    return { status: 200, headers: { 'content-type': 'application/pdf' }, body: pdfOf(linesOf(run, mode)) };
  };
}

/** Nothing that can change once a run has ended: the document is immutable. */
function linesOf(run: Subject, mode: string): string[] {
  const { doc = '' } = isJsonObject(run.fields.subject) ? run.fields.subject : {};
  const brief = [`kycert run ${run.id}`, `mode: ${mode}`, `status: ${run.status}`];
  const decision = `decision: ${run.fields.decision ?? 'none'}`;
  return mode === 'completo' ? [...brief, decision, `document: ${doc}`] : [...brief, decision];
}

function sign(world: World, id: string, mode: string, expires: number): string {
  return world.random.text(32, alphabets.hex, 'report link', id, mode, expires);
}
