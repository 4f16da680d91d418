// What a delivery told the receiver, and whether it was to be believed: the expectation that checks hold effects against.
import { isJsonObject, type JsonObject, readJson, valueAt } from '../mocks/json.ts';
import { flaws } from '../mocks/provider/flaws/index.ts';
import { type Attempted, of, type Seen } from './evidence.ts';
import type { RunHistory } from './history.ts';
import { remembered } from './remembered.ts';
import { type Person, viewOf } from './view.ts';

const takes = new Map(flaws.map((flaw) => [flaw.id, flaw.takes]));

/** The id of the endpoint through which a scenario sends what another tenant's secret has signed. */
export const otherTenant = 'other-tenant';

export const isForged = (delivery: Seen): boolean =>
  delivery.flaws.some((id) => takes.get(id) === 'refuse') || isMadeUp(delivery) || isOtherTenants(delivery);

/** The bodies of all forgeries. */
export const forgedTexts = remembered((run: RunHistory): readonly string[] =>
  viewOf(run)
    .deliveries.filter(isForged)
    .flatMap(({ attempts }) => attempts.map(({ sent }) => sent.body.text)),
);

/** Nothing about it shows that it is a forgery: it may be acknowledged, and only asking the provider tells. */
export const isMadeUp = (delivery: Seen): boolean => delivery.flaws.some((id) => takes.get(id) === 'ignore');

export const isOtherTenants = (delivery: Seen): boolean => delivery.attempts[0]?.sent.endpoint === otherTenant;

/** Really the provider's, and nothing about it lets a receiver refuse it. */
export const isGenuine = (delivery: Seen): boolean =>
  !isForged(delivery) && !delivery.flaws.some((id) => takes.get(id) === 'either');

/** Tells a receiver of this mode that the person has passed, whether it may be refused or not. */
export function approves(run: RunHistory, delivery: Seen): boolean {
  return approvals(run)(delivery);
}

const approvals = remembered((run: RunHistory) =>
  remembered(
    (delivery: Seen) =>
      delivery.outcome === 'approved' && !isForged(delivery) && isOwnMode(run, delivery) && isKnownType(run, delivery),
  ),
);

/** Of the mode of the scenario's first endpoint, which is the receiver's own. */
export function isOwnMode(run: RunHistory, delivery: Seen): boolean {
  return delivery.livemode === (ownModes(run).get(delivery.scenario) ?? false);
}

const ownModes = remembered(
  ({ histories }: RunHistory) =>
    new Map(histories.map(({ scenario, entries }) => [scenario, of(entries, 'endpoint.added')[0]?.livemode ?? false])),
);

/** A body may be given a type that the provider does not have; a body without any type is known by its path. */
export function isKnownType(run: RunHistory, delivery: Seen): boolean {
  const { events, places } = run.provider.behaviour;
  const type = saidAt(delivery, places.type);
  return typeof type !== 'string' || events.some((each) => each.type === type);
}

export function bodyOf({ attempts }: Seen): JsonObject {
  const [attempt] = attempts;
  return attempt === undefined ? {} : bodySent(attempt);
}

const bodySent = remembered(({ sent }: Attempted): JsonObject => {
  const read = readJson(sent.body.text);
  return 'value' in read && isJsonObject(read.value) ? read.value : {};
});

/** When the event says it was made, in ms; null where it does not say. */
export function madeAt(run: RunHistory, delivery: Seen): number | null {
  return toTime(saidAt(delivery, run.provider.behaviour.places.made));
}

/** Every time that the body gives for the decision, in ms. */
export function timesOf(run: RunHistory, delivery: Seen): readonly number[] {
  const { made, decided = [] } = run.provider.behaviour.places;
  return [made, ...decided]
    .map((place) => toTime(saidAt(delivery, place)))
    .filter((time): time is number => time !== null);
}

/** What the body says, or what the provider's API says of the person where no body does. */
export function levelOf(run: RunHistory, delivery: Seen): string | null {
  const level = saidAt(delivery, run.provider.behaviour.places.level) ?? delivery.level;
  return typeof level === 'string' ? level : null;
}

function saidAt(delivery: Seen, place: string | null): unknown {
  return place === null ? undefined : valueAt(bodyOf(delivery), place);
}

/** Unix seconds or ms, or text, as ms; text without a zone is UTC. */
export function toTime(value: unknown): number | null {
  if (typeof value === 'number') return value < 1e11 ? value * 1000 : value;
  if (typeof value !== 'string') return null;
  const zoned = /\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(value) ? `${value}Z` : value;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? null : time;
}

export const isSuccess = (status: number | undefined): boolean => status !== undefined && status >= 200 && status < 300;
export const isRefusal = (status: number | undefined): boolean => status !== undefined && status >= 400 && status < 500;

/** Genuine approvals of this person. */
export function approvalsOf(run: RunHistory, person: Person): readonly Seen[] {
  return genuineApprovals(run)(person);
}

const genuineApprovals = remembered((run: RunHistory) =>
  remembered((person: Person) => person.deliveries.filter((delivery) => approves(run, delivery))),
);

/** Approvals that the receiver took. */
export function takenApprovalsOf(run: RunHistory, person: Person): readonly Seen[] {
  return takenApprovals(run)(person);
}

const takenApprovals = remembered((run: RunHistory) =>
  remembered((person: Person) =>
    approvalsOf(run, person).filter(({ attempts }) => attempts.some(({ answered }) => isSuccess(answered?.status))),
  ),
);

/** Did anybody get a credential after an approval? Without that nothing follows from anybody's having none. */
export function issuesAtAll(run: RunHistory): boolean {
  return viewOf(run).people.some((person) => person.issued.length > 0 && approvalsOf(run, person).length > 0);
}

/** Why effects cannot be judged at all; null where they can. */
export function noEffects(run: RunHistory): string | null {
  return run.effects === undefined ? noCalls(run) : null;
}

/** Why nothing that only the issuer sees can be judged; null where it can. */
export function noCalls({ capabilities, effects }: RunHistory): string | null {
  if (capabilities.issues) return null;
  const declared = 'The receiver is declared not to issue credentials with the issuer played here';
  return effects === undefined ? `${declared}.` : `${declared}; what it tells of its own effects does not show this.`;
}

/** Why what came of a person is not known, though the receiver was asked; null where it is known or nobody was asked. */
export function silenceOf({ email, seen }: Person): string | null {
  if (seen === null || seen.effects !== null) return null;
  return `What came of ${email} is not known: asked for its effects at ${seen.url}, the receiver failed: ${seen.message}.`;
}

/** Weaker than what the issuer saw: every sentence that rests on it says so. */
export const ownWord = "by the receiver's own account";

/** In words, the answer to an attempt or its absence. */
export function answerOf({ answered, unanswered }: Attempted): string {
  if (answered !== null) return `answered ${answered.status}`;
  if (unanswered === null) return 'was not answered before the run ended';
  switch (unanswered.silence) {
    case 'timeout':
      return `hung: ${unanswered.message}`;
    case 'reset':
      return `broke the connection (${unanswered.message})`;
    case 'outage':
      return 'could not be reached: its network was down on purpose';
    default:
      return `could not be reached (${unanswered.message})`;
  }
}
