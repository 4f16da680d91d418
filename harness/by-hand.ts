// What was done by hand, as a scenario: the steps that a journal tells of, with the time that passed between them, and
// with names instead of the ids that another run would not have.
import { formatDuration, SECOND } from '../mocks/duration.ts';
import type { Entry, EntryOf } from '../mocks/journal.ts';
import { isJsonObject, type Json, type JsonObject } from '../mocks/json.ts';
import type { Applicant } from '../mocks/provider/profile.ts';
import { stringify } from './yaml.ts';

export interface ByHand {
  readonly entries: readonly Entry[];
  readonly people: readonly Applicant[];
  readonly provider: string;
}

/** The text of a scenario file; null where nothing was done. */
export function scenarioByHand({ entries, people, provider }: ByHand): string | null {
  const taken = entries.filter(isTaken);
  if (taken.length === 0) return null;
  const steps: JsonObject[] = [];
  const names = new Map<string, string>(people.map(({ key, email }) => [email, key]));
  let now = 0;
  let before = 0;
  for (const entry of taken) {
    const during = entries.filter(({ seq }) => seq > before && seq < entry.seq);
    const moved = 'advance' in entry.step ? during.findLast((each) => each.kind === 'time.moved') : undefined;
    const began = moved?.kind === 'time.moved' ? moved.from : entry.at;
    // To the second: nobody clicks to the millisecond, and what is left is not lost.
    const gap = Math.floor((began - now) / SECOND) * SECOND;
    if (gap > 0) steps.push({ advance: formatDuration(gap) });
    steps.push(toStep(entry, during, names));
    now += Math.max(0, gap) + entry.at - began;
    before = entry.seq;
  }
  steps.push({ settle: {} });
  const needs = taken.some(({ step }) => 'rotate-secret' in step) ? { needs: ['rotation'] } : {};
  const scenario = { title: `Done by hand with ${provider}`, providers: [provider], ...needs, steps };
  return stringify(scenario, { lineWidth: 120 });
}

/** How fast time flowed is left out: in a scenario it stands still between steps. */
function isTaken(entry: Entry): entry is EntryOf<'step.taken'> {
  return entry.kind === 'step.taken' && (!('pace' in entry.step) || isJsonObject(entry.step.pace));
}

function toStep(
  { step: { as, ...step } }: EntryOf<'step.taken'>,
  during: readonly Entry[],
  names: Map<string, string>,
): JsonObject {
  const event = 'emit' in step ? during.findLast((each) => each.kind === 'event.created') : undefined;
  const said = withoutSecrets(named(step, names)) as JsonObject;
  if (event === undefined) return as === undefined ? said : { ...said, as };
  const name = typeof as === 'string' ? as : `event-${emitted(names) + 1}`;
  names.set(event.event, `\${${name}.event}`);
  const opened = during.filter((each) => each.kind === 'delivery.created' && each.event === event.event);
  for (const [at, each] of opened.entries()) {
    if (each.kind === 'delivery.created') names.set(each.delivery, `\${${name}.deliveries.${at}.id}`);
  }
  return { ...said, as: name };
}

function emitted(names: ReadonlyMap<string, string>): number {
  return [...names.values()].filter((name) => /^\$\{event-\d+\.event\}$/.test(name)).length;
}

/** Ids and e-mails that this sandbox drew, by what they are called in the file. */
function named(value: Json, names: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each: Json) => named(each, names));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, named(below, names)]));
}

/** A secret is blacked out in the journal; without one, another is drawn. */
function withoutSecrets(value: Json): Json {
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'secret');
  return Object.fromEntries(kept.map(([key, below]) => [key, withoutSecrets(below)]));
}
