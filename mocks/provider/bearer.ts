// Whom an event is about: the person, and their subject in the state that the event tells of. First as a sketch, so that
// everything that can be wrong is found before anything happens; then for real.
import type { Clock } from '../clock.ts';
import { unknownName } from '../errors.ts';
import type { Random } from '../random.ts';
import type { Applicant, Behaviour, Outcome, Subject } from './profile.ts';
import type { ApplicantRef, Subjects } from './subjects.ts';

export interface About {
  readonly applicant?: ApplicantRef | undefined;
  readonly subject?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly livemode?: boolean | undefined;
  /** The subject's events go here. */
  readonly url?: string | undefined;
}

export interface Bearer {
  /** How the subject will look; nothing is kept. */
  sketch(): Subject;
  /** The subject itself, found or created and moved. */
  realise(): Subject;
}

interface Parts {
  readonly clock: Clock;
  readonly random: Random;
  readonly behaviour: Behaviour;
  readonly subjects: Subjects;
}

const nobody: Applicant = { key: '', name: '', email: '', level: '', customerId: '' };

export function findBearer(parts: Parts, about: About, outcome: Outcome, where: string): Bearer {
  const { clock, random, behaviour, subjects } = parts;
  const landing = behaviour.subject.landings[outcome];
  const status = landing?.status ?? behaviour.subject.initial;
  const livemode = about.livemode ?? false;
  const named = about.subject === undefined ? null : subjects.get(about.subject);
  if (about.subject !== undefined && named === null) {
    const known = subjects.list().map(({ id }) => id);
    throw unknownName('not-found', `${where}.subject`, about.subject, known.slice(-20));
  }

  /** A subject is used again as long as it can come to the state that the event tells of. */
  function existing(applicant: Applicant): Subject | null {
    if (named !== null) return named;
    const latest = about.applicant === undefined ? null : subjects.latestOf(applicant, livemode);
    return latest !== null && subjects.canReach(latest.status, status) ? latest : null;
  }

  function metadataFor(applicant: Applicant, before: Subject | null): Readonly<Record<string, string>> {
    return { ...(before?.metadata ?? behaviour.subject.metadata(applicant)), ...about.metadata };
  }

  return {
    sketch() {
      const applicant = named?.applicant ?? (about.applicant === undefined ? nobody : subjects.sketch(about.applicant));
      const before = existing(applicant);
      const now = clock.now();
      return {
        id: before?.id ?? '',
        applicant,
        livemode,
        createdAt: before?.createdAt ?? now,
        movedAt: now,
        status,
        metadata: metadataFor(applicant, before),
        fields: { ...(before?.fields ?? behaviour.subject.fields(random, 'sketch')), ...landing?.fields },
        webhookUrl: null,
      };
    },
    realise() {
      const ref = about.applicant ?? { key: `${where} ${random.turn(where)}` };
      const applicant = named?.applicant ?? subjects.applicant(ref);
      const before = existing(applicant);
      const metadata = metadataFor(applicant, before);
      const subject = before ?? subjects.create({ applicant, livemode, metadata, webhookUrl: about.url });
      const stations = subjects.move(subject.id, status, landing?.fields);
      return { ...(stations.at(-1) ?? subjects.get(subject.id) ?? subject), metadata };
    },
  };
}
