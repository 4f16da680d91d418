// A failure as plain lines, for reports that carry text inside something else.
import type { CheckResult, RunResult } from '../../../harness/result.ts';
import { type Case, casesOf, type Exchange } from './case.ts';
import { likelyText, restsOnText } from './facts.ts';
import type { Moment } from './moment.ts';
import { oneLine, visible } from './visible.ts';

/** The first case in full, the others by name. */
export function plainFailure(result: RunResult, check: CheckResult): readonly string[] {
  const [first, ...others] = casesOf(result, check);
  const rests = restsOnText(check, result);
  return [
    check.rule,
    `Clause: ${check.clause}`,
    `Why: ${check.reason}`,
    ...(first === undefined ? [] : plainCase(first)),
    ...others.map(({ scenario, tells }) => `Also in ${scenario}: ${tells}`),
    ...(check.likely === null ? [] : [`Likely: ${likelyText(check.likely)}`]),
    `Mend: ${check.fix}`,
    ...(rests === null ? [] : [`${rests}.`]),
    `Repeat: ${check.repeat}`,
  ].map(visible);
}

export function plainCase({ scenario, title, tells, exchanges, more, issuer, timeline, cut }: Case): readonly string[] {
  return [
    `Seen in ${scenario} (${title}): ${tells}`,
    ...exchanges.flatMap(plainExchange),
    ...(more > 0 ? [`… and ${more} more attempts`] : []),
    issuer.length === 0 ? 'The issuer saw nothing of this person.' : 'The issuer saw:',
    ...issuer.map(plainMoment),
    'Timeline, in sandbox time:',
    ...timeline.map(plainMoment),
    ...(cut > 0 ? [`  … ${cut} more`] : []),
  ];
}

export function plainExchange({ sent, back }: Exchange): readonly string[] {
  return [
    `Sent: POST ${oneLine(sent.url)}, attempt ${sent.attempt} of ${sent.delivery}${sent.flaws.length === 0 ? '' : `, on purpose ${sent.flaws.join(', ')}`}`,
    ...Object.entries(sent.headers).map(([name, value]) => `  ${oneLine(name)}: ${oneLine(value, 1000)}`),
    `  body, ${sent.body.bytes} bytes: ${shortened(sent.body.text)}`,
    `  signed string: ${sent.signed === null ? 'none, nothing is signed' : shortened(sent.signed)}`,
    `Came back: ${backText(back)}`,
  ];
}

export function backText(back: Exchange['back']): string {
  if (back === null) return 'nothing while the run lasted';
  if (back.kind === 'attempt.unanswered')
    return `no answer (${back.silence}) after ${back.took} ms: ${oneLine(back.message)}`;
  const body = back.body.bytes === 0 ? 'without a body' : `with ${back.body.bytes} bytes: ${shortened(back.body.text)}`;
  return `${back.status} after ${back.took} ms ${body}`;
}

export function wayOf({ from, to }: Moment): string {
  return from === to ? from : `${from} → ${to}`;
}

function plainMoment(moment: Moment): string {
  return `${moment.marked ? '>' : ' '} ${moment.when}  ${wayOf(moment)}  ${moment.text}`;
}

/** A body on one line, safe to look at; a very long one loses its middle. */
export function shortened(text: string): string {
  const safe = visible(text).replaceAll('\n', '\\n');
  return safe.length <= 1200 ? safe : `${safe.slice(0, 900)} … ${safe.length - 1100} more … ${safe.slice(-200)}`;
}
