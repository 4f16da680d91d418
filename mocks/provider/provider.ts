// SIDE ONE: the KYC provider. It verifies people, tells endpoints about it in signed events, and answers its own API.
import { type Assumed, chooseReadings, type Readings, toAssumed } from '../assumption.ts';
import type { Clock } from '../clock.ts';
import { DoubleactError, unknownName } from '../errors.ts';
import { createDispatch, type Dispatch, type Service } from '../http/route.ts';
import { type Journal, toBody } from '../journal.ts';
import type { Random } from '../random.ts';
import { createApiService } from './api.ts';
import { type About, findBearer } from './bearer.ts';
import { createDeliveries, type Deliveries, type Delivery } from './deliveries.ts';
import { checkTarget, type Endpoint, takes } from './endpoint.ts';
import { createEndpoints, type EndpointDraft, type Endpoints } from './endpoints.ts';
import { type Edits, idInBody, type ProviderEvent, writeBody } from './event.ts';
import { type Flaw, flawNamed } from './flaws/index.ts';
import { createStandingFlaws, mustApply } from './flaws/standing.ts';
import { whyLacking } from './flaws/traits.ts';
import type { ApiKey, Behaviour, Outcome, Profile, Subject, World } from './profile.ts';
import type { Sender } from './shot.ts';
import { type ApplicantRef, createSubjects, type Subjects } from './subjects.ts';

export interface ProviderOptions {
  readonly profile: Profile;
  readonly readings?: Readings | undefined;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly random: Random;
  readonly sender: Sender;
  readonly receiverNow: () => number;
  readonly endpoints?: readonly EndpointDraft[] | undefined;
  readonly allowHosts?: readonly string[] | undefined;
  /** How long to wait for an answer, if not as long as the profile says. */
  readonly timeout?: number | undefined;
  /** How many deliveries, events, people, and sessions or runs are kept: of those that are over the oldest go. */
  readonly keep?: number | undefined;
}

/** What an event is about and how it differs from the usual. */
export interface EmitDetails extends About, Edits {
  readonly outcome?: Outcome | undefined;
  readonly id?: string | undefined;
  readonly flaw?: string | readonly string[] | undefined;
  /** Deliver to this endpoint alone. */
  readonly endpoint?: string | undefined;
}

export interface Emitted {
  readonly event: ProviderEvent;
  readonly subject: Subject | null;
  readonly deliveries: readonly Delivery[];
}

export interface Provider {
  readonly profile: Profile;
  readonly behaviour: Behaviour;
  readonly readings: Readings;
  readonly assumed: readonly Assumed[];
  readonly keys: readonly ApiKey[];
  readonly endpoints: Endpoints;
  readonly deliveries: Pick<Deliveries, 'get' | 'list' | 'coming' | 'dropped'>;
  readonly subjects: Pick<Subjects, 'get' | 'list' | 'dropped' | 'applicant' | 'applicants' | 'droppedApplicants'>;
  events(): readonly ProviderEvent[];
  /** Exactly one event of this type. */
  emit(type: string, details?: EmitDetails): Emitted;
  /** The body that `emit` would send, with ids of its own; nothing happens. */
  sketch(type: string, details?: EmitDetails): string;
  /** The person comes out this way, and everything the documents say follows from it happens. */
  decide(outcome: Outcome, about?: Omit<About, 'url'>): Subject;
  /** Sends again by hand: the delivery, all deliveries of the event, or those of the last event. */
  redeliver(what: { delivery?: string; event?: string }, wait?: number, times?: number): readonly Delivery[];
  /** The next `count` deliveries, or those about one person, are flawed. */
  setFlaw(names: readonly string[], to: { count: number; applicant?: ApplicantRef }): void;
  outage(ms: number): void;
  readonly service: Service;
  /** Asks the provider's API directly. */
  readonly call: Dispatch;
}

interface Publication {
  readonly type: string;
  readonly outcome: Outcome;
  readonly livemode: boolean;
  readonly subject: Subject | null;
  readonly details?: EmitDetails;
  readonly flaws?: readonly Flaw[];
  readonly only?: Endpoint | null;
  readonly created?: number;
}

export function createProvider(options: ProviderOptions): Provider {
  const {
    profile,
    clock,
    journal,
    random,
    sender,
    receiverNow,
    allowHosts = [],
    keep = Number.POSITIVE_INFINITY,
  } = options;
  const readings = chooseReadings(profile.assumes, options.readings ?? {}, `assumptions of ${profile.id}`);
  const behaviour = profile.under(readings);
  const rules = behaviour.subject;
  const keys = behaviour.keys(random);
  for (const { value, secret = value } of keys) for (const each of [value, secret]) journal.redactor.add(each);

  let events: ProviderEvent[] = [];
  const subjects = createSubjects({ clock, journal, random, behaviour, keep });
  const endpoints = createEndpoints({ clock, journal, random, behaviour, allowHosts });
  for (const draft of options.endpoints ?? []) endpoints.add(draft);
  const standing = createStandingFlaws();
  const deliveries = createDeliveries({
    clock,
    journal,
    behaviour,
    sender,
    receiverNow,
    endpoint: endpoints.get,
    foreignSecret: behaviour.secret(random, 'nobody'),
    keyOf: (livemode) => keys.find((each) => each.livemode === livemode)?.value ?? '',
    timeout: options.timeout ?? behaviour.delivery.timeout,
    keep,
    follow,
    disable: (endpoint) => void endpoints.setEnabled(endpoint, false),
  });

  /** What an event is to say, and of whom; whatever is wrong with that is found here. */
  function draftOf(type: string, details: EmitDetails, where: string) {
    const known = behaviour.events.find((each) => each.type === type);
    if (known === undefined)
      throw unknownName(
        'unknown-event',
        'emit',
        type,
        behaviour.events.map((each) => each.type),
      );
    const outcome = details.outcome ?? known.says[0];
    if (!known.says.includes(outcome)) throw unknownName('bad-value', `${where}.outcome`, outcome, known.says);
    const livemode = details.livemode ?? false;
    const bearer =
      outcome === 'none' ? null : findBearer({ clock, random, behaviour, subjects }, details, outcome, where);
    return { head: { id: '', type, outcome, livemode, created: clock.now() }, bearer };
  }

  function emit(type: string, details: EmitDetails = {}): Emitted {
    const where = `emit ${type}`;
    const { head, bearer } = draftOf(type, details, where);
    const { outcome, livemode } = head;
    const flaws = [details.flaw ?? []].flat().map((name) => flawNamed(name, `${where}.flaw`));
    const only = details.endpoint === undefined ? null : endpoints.get(details.endpoint);
    if (only !== null && only.livemode !== livemode) mustTellModes(where);
    if (details.url !== undefined) mayReach(details.url, livemode, `${where}.url`);
    const takers = only === null ? takersOf(type, livemode) : [only];
    const flawed = takers.length === 0 ? endpoints.list() : takers;
    for (const flaw of flaws) mustApply(flaw, profile.id, behaviour, flawed);
    writeBody(bodyOf(head, bearer?.sketch() ?? null), details, behaviour.openMaps, where);
    // From here on nothing can be refused any more.
    return publish({ type, outcome, livemode, subject: bearer?.realise() ?? null, details, flaws, only });
  }

  function publish({
    type,
    outcome,
    livemode,
    subject,
    details = {},
    flaws = [],
    only = null,
    created,
  }: Publication): Emitted {
    const applicant = subject?.applicant.email ?? '';
    const due = Math.max(clock.now(), subject === null ? 0 : doneAt(subject));
    const at = created ?? due;
    const drawn = behaviour.eventId(random, at, `${type} ${applicant} ${random.turn('event', type, applicant)}`);
    const head = { id: details.id ?? drawn, type, outcome, livemode, created: at };
    // Told of at `due`, so done then: no result is older than the event that brings it.
    const later = subject !== null && created === undefined && due > clock.now();
    const told = later ? subjects.date(subject, due) : subject;
    const body = writeBody(bodyOf(head, told), details, behaviour.openMaps, `emit ${type}`);
    const id = details.id ?? idInBody(details.body, behaviour.places.id) ?? drawn;
    // Field by field: spread and put over, each event would have a shape of its own, and all that looks at it be slow.
    const event: ProviderEvent = {
      id,
      type,
      outcome,
      livemode,
      created: at,
      subject: subject?.id ?? null,
      applicant,
      body,
      text: toBody(body),
    };
    events.push(event);

    if (events.length > keep * 1.1) events = events.slice(-keep);

    const url = details.url ?? subject?.webhookUrl ?? null;
    const takers = only === null ? takersOf(type, livemode) : [only];
    // A URL of its own stands for all endpoints; the first of them lends it the secret.
    const chosen = url === null ? takers : [takers[0] ?? endpoints.lender(url, livemode)];
    const about = { event: id, type, subject: event.subject ?? '', applicant, outcome, livemode };
    const unsaid = subject !== null && behaviour.places.level === null ? { level: subject.applicant.level } : {};
    journal.append({ kind: 'event.created', ...about, ...unsaid, deliveries: chosen.length });
    const opened = chosen.map((endpoint) =>
      deliveries.open(event, endpoint, { due, url, flaws: [...flaws, ...standing.take(applicant)] }),
    );
    return { event, subject, deliveries: opened };
  }

  function bodyOf(head: ProviderEvent | Parameters<Behaviour['object']>[0], subject: Subject | null) {
    return behaviour.envelope(head, behaviour.object(head, subject));
  }

  function takersOf(type: string, livemode: boolean): readonly Endpoint[] {
    return endpoints.list().filter((each) => takes(each, type, livemode));
  }

  function doneAt(subject: Subject): number {
    const [least, most] = behaviour.delivery.first;
    return subject.createdAt + random.between(least, most, 'first delivery', subject.id);
  }

  /** An event of the other mode differs from one of this mode only where it says so. */
  function mustTellModes(where: string): void {
    const lacking = whyLacking('mode', behaviour);
    if (lacking === null) return;
    throw new DoubleactError('not-applicable', {
      where: `${where}.livemode`,
      expected: `a provider whose deliveries carry ${lacking.noun}`,
      got: `${profile.id}: ${lacking.reason}`,
    });
  }

  function mayReach(url: string, livemode: boolean, where: string): void {
    checkTarget(url, { livemode, plainHttp: behaviour.plainHttp(livemode), allowHosts }, where);
  }

  /** The second delivery that some flaws are about. */
  function follow(event: ProviderEvent, flaw: Flaw, endpoint: Endpoint): void {
    if (flaw.order === 'other-body-follows') {
      const body = event.body.replace(/\}(\s*)$/, ',"resent":true}$1');
      deliveries.open({ ...event, body, text: toBody(body) }, endpoint, { due: clock.now(), flaws: [] });
      return;
    }
    const subject = event.subject === null ? null : subjects.get(event.subject);
    if (behaviour.earlier === null || subject === null) return;
    const { type, outcome } = behaviour.earlier;
    const landing = rules.landings[outcome];
    const created = subject.createdAt - 60_000;
    const then = { ...subject, ...landing, movedAt: created, fields: { ...subject.fields, ...landing?.fields } };
    publish({ type, outcome, livemode: event.livemode, subject: then, only: endpoint, created });
  }

  /** Moves a subject and lets each station fire the events that the documents promise. */
  function moveAndFire(id: string, to: string, outcome: Outcome, fields?: Subject['fields']): Subject {
    for (const station of subjects.move(id, to, fields)) {
      fire(station, station.status === to ? outcome : 'pending');
    }
    return subjects.get(id) as Subject;
  }

  function fire(subject: Subject, outcome: Outcome): void {
    for (const type of rules.fires(subject.status)) publish({ type, outcome, livemode: subject.livemode, subject });
  }

  function land(id: string, outcome: Outcome, fields?: Subject['fields']): Subject {
    const landing = rules.landings[outcome];
    if (landing === undefined) throw unknownName('bad-value', 'decide', outcome, Object.keys(rules.landings));
    return moveAndFire(id, landing.status, outcome, { ...landing.fields, ...fields });
  }

  function outcomeOf(status: string): Outcome {
    const found = Object.entries(rules.landings).find(([, landing]) => landing.status === status);
    return (found?.[0] as Outcome | undefined) ?? 'pending';
  }

  function expireLater({ id }: Subject, after: number, to: string): void {
    clock.at(clock.now() + after, `${id} ${to}`, () => {
      const status = subjects.get(id)?.status;
      if (status === undefined) return;
      if (!subjects.isTerminal(status) && subjects.canReach(status, to)) moveAndFire(id, to, outcomeOf(to));
    });
  }

  const world: World = {
    readings,
    random,
    keys,
    now: clock.now,
    subjects: subjects.list,
    subject: subjects.get,
    createSubject(draft) {
      const { email, kyc_level: level, customer_id: customerId } = draft.metadata ?? {};
      const described = { email, level, customerId, ...draft.person } as ApplicantRef;
      const applicant = draft.applicant ?? subjects.applicant(described);
      const subject = subjects.create({ ...draft, applicant, metadata: draft.metadata ?? {} });
      fire(subject, 'pending');
      if (rules.lifetime !== null) expireLater(subject, rules.lifetime.after, rules.lifetime.to);
      return subject;
    },
    moveSubject: (id, to, fields) => moveAndFire(id, to, outcomeOf(to), fields),
    land,
    doneAt,
    at: (due, label, task) => void clock.at(due, label, task),
    checkTarget: (url, livemode) => mayReach(url, livemode, 'webhook_url'),
    resend(subject, type) {
      const mine = events.filter((each) => each.subject === subject && each.type === type).map(({ id }) => id);
      const wanted = deliveries.list().filter(({ event }) => mine.includes(event.id));
      for (const { id } of wanted) deliveries.resend(id, 0);
      return wanted.length;
    },
    keepSecret: journal.redactor.add,
  };
  const service = createApiService(behaviour.api?.(world) ?? null, journal, profile.title);

  return {
    profile,
    behaviour,
    readings,
    assumed: toAssumed(profile.assumes, readings),
    keys,
    endpoints,
    deliveries,
    subjects,
    events: () => events,
    emit,
    sketch(type, details = {}) {
      const where = `emit ${type}`;
      const { head, bearer } = draftOf(type, { applicant: 'somebody', ...details }, where);
      const turn = random.turn('sketch');
      const drawn = bearer?.sketch() ?? null;
      const subject = drawn && { ...drawn, id: drawn.id || rules.id(random, `sketch ${turn}`) };
      const id = details.id ?? behaviour.eventId(random, head.created, `sketch ${turn}`);
      return writeBody(bodyOf({ ...head, id }, subject), details, behaviour.openMaps, where);
    },
    decide(outcome, about = {}) {
      if (about.subject !== undefined) return land(about.subject, outcome);
      if (rules.landings[outcome] === undefined) {
        throw unknownName('bad-value', 'decide', outcome, Object.keys(rules.landings));
      }
      const livemode = about.livemode ?? false;
      const applicant = subjects.applicant(about.applicant ?? { key: `decide ${random.turn('decide')}` });
      const before = subjects.latestOf(applicant, livemode);
      const usable = before !== null && !subjects.isTerminal(before.status);
      const metadata = { ...rules.metadata(applicant), ...about.metadata };
      const subject = usable ? before : world.createSubject({ applicant, livemode, metadata });
      return land(subject.id, outcome);
    },
    redeliver({ delivery, event }, wait = 0, times = 1) {
      const wanted = delivery === undefined ? deliveriesOf(event ?? events.at(-1)?.id) : [deliveries.get(delivery)];
      for (const { id } of wanted) for (let time = 0; time < times; time++) deliveries.resend(id, wait);
      return wanted;
    },
    setFlaw(names, { count, applicant }) {
      const flaws = names.map((name) => flawNamed(name, 'flaw'));
      for (const flaw of flaws) mustApply(flaw, profile.id, behaviour, endpoints.list());
      standing.add(flaws, count, applicant === undefined ? null : subjects.applicant(applicant).email);
    },
    outage: deliveries.outage,
    service,
    call: createDispatch(service),
  };

  function deliveriesOf(event: string | undefined): readonly Delivery[] {
    const found = deliveries.list().filter((each) => each.event.id === event);
    if (found.length > 0) return found;
    throw new DoubleactError('not-found', {
      where: 'redeliver',
      expected: 'an event that has been delivered at least once',
      got: event === undefined ? 'no event yet' : JSON.stringify(event),
      hint: 'Emit one first, or list them with GET /deliveries.',
    });
  }
}
