// The people a provider verifies, and their sessions or runs: who they are and how a status may move.
import type { Clock } from '../clock.ts';
import { DoubleactError, unknownName } from '../errors.ts';
import { createForget } from '../forgetting.ts';
import type { Journal } from '../journal.ts';
import type { JsonObject } from '../json.ts';
import { alphabets, type Random } from '../random.ts';
import type { Applicant, Behaviour, Outcome, Subject } from './profile.ts';

/** A person by name or e-mail, or described. */
export type ApplicantRef = string | Partial<Applicant>;

export interface Subjects {
  applicant(ref: ApplicantRef): Applicant;
  /** Who that would be, without remembering. */
  sketch(ref: ApplicantRef): Applicant;
  applicants(): readonly Applicant[];
  /** How many people of whom nothing else was left have been let go. */
  droppedApplicants(): number;
  get(id: string): Subject | null;
  list(): readonly Subject[];
  /** How many of the oldest that were decided have been let go. */
  dropped(): number;
  /** The newest subject of a person in this mode. */
  latestOf(applicant: Applicant, livemode: boolean): Subject | null;
  create(draft: NewSubject): Subject;
  /** Moves along the allowed ways; every status passed is recorded. Returns the stations of the way. */
  move(id: string, to: string, fields?: JsonObject): readonly Subject[];
  /** Dates its present status. */
  date(subject: Subject, movedAt: number): Subject;
  canReach(from: string, to: string): boolean;
  isTerminal(status: string): boolean;
}

export interface NewSubject {
  readonly applicant: Applicant;
  readonly livemode: boolean;
  readonly metadata: Readonly<Record<string, string>>;
  readonly fields?: JsonObject | undefined;
  readonly webhookUrl?: string | null | undefined;
}

interface Parts {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly random: Random;
  readonly behaviour: Behaviour;
  /** How many are kept: beyond that the oldest that are decided go, and people of whom nothing else is left. */
  readonly keep: number;
}

/** A person, and the newest subject of theirs in each mode. */
interface Known {
  applicant: Applicant;
  test: string | null;
  live: string | null;
}

export function createSubjects({ clock, journal, random, behaviour, keep }: Parts): Subjects {
  const rules = behaviour.subject;
  const decided = new Set(
    Object.entries(rules.landings).flatMap(([outcome, { status }]) => (isOpen(outcome as Outcome) ? [] : status)),
  );
  const people = new Map<string, Known>();
  const keyByEmail = new Map<string, string>();
  const subjects = new Map<string, Subject>();
  const forget = createForget<Subject>(keep);
  const forgetPeople = createForget<Known>(keep, ({ applicant: { key, email } }) => {
    if (keyByEmail.get(email) === key) keyByEmail.delete(email);
  });
  let dropped = 0;
  let droppedPeople = 0;

  function find(id: string): Subject {
    const subject = subjects.get(id);
    if (subject === undefined) throw unknownName('not-found', rules.kind, id, [...subjects.keys()].slice(-20));
    return subject;
  }

  function isTerminal(status: string): boolean {
    return (rules.moves[status] ?? []).length === 0;
  }

  /** Somebody has said what becomes of the person, even if it may be said anew. */
  function isDecided(status: string): boolean {
    return isTerminal(status) || decided.has(status);
  }

  /** The person known by that name or e-mail with what is newly said of them, or one drawn for that name. */
  function describe(ref: ApplicantRef, unnamed: () => string): Applicant {
    const wanted: Partial<Applicant> =
      typeof ref === 'string' ? (ref.includes('@') ? { email: ref } : { key: ref }) : ref;
    const known = people.get(wanted.key ?? keyByEmail.get(wanted.email ?? '') ?? '');
    const before = known?.applicant ?? drawn(wanted.key ?? wanted.email ?? unnamed(), wanted);
    // Field by field: to spread one object and put other values over it gives each person a shape of their own, and all
    // that later looks at them is slow.
    return {
      key: before.key,
      name: wanted.name ?? before.name,
      email: wanted.email ?? before.email,
      level: wanted.level ?? before.level,
      customerId: wanted.customerId ?? before.customerId,
    };
  }

  /** Remembers a person. */
  function know(applicant: Applicant): Known {
    keyByEmail.set(applicant.email, applicant.key);
    const known = people.get(applicant.key);
    if (known !== undefined) return known;
    droppedPeople += forgetPeople(people, ({ test, live }) => !isKept(test) && !isKept(live));
    const added = { applicant, test: null, live: null };
    people.set(applicant.key, added);
    return added;
  }

  function isKept(id: string | null): boolean {
    return id !== null && subjects.has(id);
  }

  function drawn(key: string, { name = '', email = '' }: Partial<Applicant>): Applicant {
    // Who is described in full need not be drawn, which takes longer than all the rest of an event.
    const person = name === '' || email === '' ? random.person('person', key) : { name, email };
    const customerId = `cus_${random.text(12, alphabets.lower, 'customer', key)}`;
    return { key, name: person.name, email: person.email, level: 'basic', customerId };
  }

  return {
    sketch: (ref) => describe(ref, () => 'sketch'),
    applicant(ref) {
      const applicant = describe(ref, () => `applicant ${random.turn('applicant')}`);
      know(applicant).applicant = applicant;
      return applicant;
    },
    applicants: () => [...people.values()].map(({ applicant }) => applicant),
    droppedApplicants: () => droppedPeople,
    get: (id) => subjects.get(id) ?? null,
    list: () => [...subjects.values()],
    dropped: () => dropped,
    latestOf: ({ key }, livemode) => subjects.get(people.get(key)?.[modeOf(livemode)] ?? '') ?? null,
    create({ applicant, livemode, metadata, fields, webhookUrl }) {
      const key = `${applicant.key} ${random.turn('subject', applicant.key)}`;
      const now = clock.now();
      const subject: Subject = {
        id: rules.id(random, key),
        applicant,
        livemode,
        createdAt: now,
        status: rules.initial,
        movedAt: now,
        metadata,
        fields: { ...rules.fields(random, key), ...fields },
        webhookUrl: webhookUrl ?? null,
      };
      dropped += forget(subjects, ({ status }) => isDecided(status));
      subjects.set(subject.id, subject);
      know(applicant)[modeOf(livemode)] = subject.id;
      journal.append({
        kind: 'subject.created',
        subject: subject.id,
        applicant: applicant.email,
        status: subject.status,
        livemode,
      });
      return subject;
    },
    move(id, to, fields) {
      let subject = find(id);
      const way = wayFrom(rules.moves, subject.status, to);
      if (way === null) {
        throw new DoubleactError('conflict', {
          where: `${rules.kind} ${id}`,
          expected: `a status that can become ${to}`,
          got: subject.status,
          hint: `From ${subject.status} it can become ${(rules.moves[subject.status] ?? []).join(', ') || 'nothing more'}.`,
        });
      }
      if (way.length === 0 && fields !== undefined) {
        subject = { ...subject, fields: { ...subject.fields, ...fields } };
        subjects.set(id, subject);
      }
      return way.map((status) => {
        const from = subject.status;
        const landed = status === to ? { ...subject.fields, ...fields } : subject.fields;
        subject = { ...subject, status, movedAt: clock.now(), fields: landed };
        subjects.set(id, subject);
        journal.append({ kind: 'subject.moved', subject: id, applicant: subject.applicant.email, from, to: status });
        return subject;
      });
    },
    date(subject, movedAt) {
      const dated = { ...subject, movedAt };
      subjects.set(subject.id, { ...find(subject.id), movedAt });
      return dated;
    },
    canReach: (from, to) => wayFrom(rules.moves, from, to) !== null,
    isTerminal,
  };
}

function isOpen(outcome: Outcome): boolean {
  return outcome === 'pending' || outcome === 'review';
}

function modeOf(livemode: boolean): 'test' | 'live' {
  return livemode ? 'live' : 'test';
}

/** The shortest way through the table, without its beginning; null where there is none. */
function wayFrom(moves: Behaviour['subject']['moves'], from: string, to: string): readonly string[] | null {
  const ways: string[][] = [[from]];
  const seen = new Set([from]);
  for (const way of ways) {
    const here = way.at(-1) as string;
    if (here === to) return way.slice(1);
    for (const next of moves[here] ?? []) {
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return null;
}
