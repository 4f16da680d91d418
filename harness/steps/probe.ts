// Calls the receiver under test and says whether its answer is as expected.
import { DoubleactError } from '../../mocks/errors.ts';
import type { JsonObject } from '../../mocks/json.ts';
import { type Alarm, askReceiver, type NoAnswer } from '../ask-receiver.ts';
import { match, tellDifferences } from '../match.ts';
import type { Answer } from '../pactum.ts';
import type { StepWorld } from '../step.ts';
import { jsonOf } from './answer.ts';
import { type CallInput, methodOf, tellCall } from './call.ts';
import type { Look } from './observation.ts';

type Target = NonNullable<StepWorld['target']>;

const patience = 10_000;

export async function probe(input: CallInput, { target, sandbox }: StepWorld): Promise<Look> {
  if (target === null) throw noTarget('request');
  const answer = await answerOf(input, target, (ms, ring) => sandbox.clock.alarm(ms, ring));
  const said = tellCall(input);
  // No answer is never what was expected.
  if ('fault' in answer) {
    return {
      holds: false,
      saw: 'no answer',
      tells: `${said}: expected an answer, got ${answer.fault}`,
      ended: null,
      value: {},
    };
  }
  const value: JsonObject = { ...answer, json: jsonOf(answer.body) };
  const differences = match(input.expect ?? {}, value);
  const tells = differences.length === 0 ? '' : `${said}: ${tellDifferences(differences)}`;
  return { holds: differences.length === 0, saw: String(answer.status), tells, ended: null, value };
}

/** On the control API there is no receiver under test. */
export function noTarget(verb: string): DoubleactError {
  return new DoubleactError('not-applicable', {
    where: verb,
    expected: 'a receiver under test',
    got: 'the control API, which only knows its URL',
  });
}

function answerOf(input: CallInput, target: Target, alarm: Alarm): Promise<Answer | NoAnswer> {
  const { headers = {}, body, json, timeout = patience } = input;
  const announced = json !== undefined && !Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return askReceiver(
    {
      method: methodOf(input),
      url: urlOf(input, target),
      headers: { ...(announced && { 'Content-Type': 'application/json' }), ...headers },
      body: body ?? (json === undefined ? null : JSON.stringify(json)),
      timeout,
    },
    target.receiver,
    alarm,
  );
}

/** The receiver and nobody else. */
function urlOf({ path }: CallInput, target: Target): string {
  const base = new URL(target.url);
  const url = path === undefined ? base : new URL(path, base);
  if (url.origin === base.origin) return url.href;
  throw new DoubleactError('bad-url', {
    where: 'request.path',
    expected: `a path of ${base.origin}`,
    got: JSON.stringify(path),
  });
}
