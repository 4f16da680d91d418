// What a receiver answers when it is asked for its effects for one person, read strictly: what cannot be read is not known.
import { DoubleactError } from '../mocks/errors.ts';
import type { Effect } from '../mocks/journal.ts';
import { readJson } from '../mocks/json.ts';
import type { NoAnswer } from './ask-receiver.ts';
import type { Answer } from './pactum.ts';
import {
  array,
  boolean,
  integer,
  maxValue,
  minValue,
  number,
  optional,
  pipe,
  read,
  strictObject,
  string,
} from './schema.ts';

export type EffectsTold = { readonly effects: readonly Effect[] } | { readonly fault: string };

const expected = 'an answer 200 with JSON such as {"effects":[{"id":"e-1"}]} or a number';

/** Nobody has more: whoever tells of more has misunderstood the question. */
const most = 1000;

const list = strictObject({
  effects: array(
    strictObject({ id: string(), level: optional(string()), at: optional(string()), live: optional(boolean()) }),
  ),
});
const count = pipe(number(), integer(), minValue(0), maxValue(most));

export function readEffects(answer: Answer | NoAnswer): EffectsTold {
  if ('fault' in answer) return { fault: `expected ${expected}, got none: ${answer.fault}` };
  const { status, body } = answer;
  if (status !== 200) return { fault: `expected ${expected}, got ${status}` };
  const json = readJson(body);
  if ('complaint' in json) return { fault: `expected ${expected}, got ${JSON.stringify(body.slice(0, 80))}` };
  try {
    return { effects: toEffects(json.value) };
  } catch (fault) {
    if (fault instanceof DoubleactError) return { fault: fault.message };
    throw fault;
  }
}

function toEffects(value: unknown): readonly Effect[] {
  if (typeof value === 'number') {
    const one = { id: null, level: null, at: null, live: true };
    return Array.from({ length: read(count, value, 'the number') }, () => one);
  }
  const { effects } = read(list, value, 'the answer');
  if (effects.length > most) throw wrong('the answer.effects', `at most ${most} effects`, String(effects.length));
  return effects.map(({ id, level = null, at = null, live = true }, index) => {
    if (at !== null && !isTime(at)) {
      throw wrong(`the answer.effects.${index}.at`, 'a time such as 2026-01-01T00:00:00Z', JSON.stringify(at));
    }
    return { id, level, at, live };
  });
}

function isTime(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))
  );
}

function wrong(where: string, what: string, got: string): DoubleactError {
  return new DoubleactError('bad-value', { where, expected: what, got });
}
