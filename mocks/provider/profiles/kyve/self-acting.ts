// A test session that plays itself: the outcome is named at its making, the applicant's steps follow two seconds apart. How
// Kyve forces a test outcome is published nowhere, so this is a reading and not the default.
import type { Outcome, Subject, World } from '../../profile.ts';
import { SECOND } from '../../profile.ts';

/** Between one of the applicant's steps and the next. */
const pause = 2 * SECOND;

const names: Readonly<Record<string, Outcome>> = {
  approved: 'approved',
  completed: 'approved',
  rejected: 'rejected',
  failed: 'rejected',
  review: 'review',
  requires_review: 'review',
  canceled: 'canceled',
  expired: 'expired',
};

export const wishes: readonly string[] = Object.keys(names);

export function createActor(world: World): (session: Subject) => void {
  return (session) => {
    const outcome = names[session.metadata.outcome ?? ''];
    // An applicant who lets the session expire does nothing at all.
    if (world.readings['test-outcome'] !== 'by-metadata' || outcome === undefined || outcome === 'expired') return;

    const begin = world.now();
    const during = (status: string, act: () => void) => () => {
      if (world.subject(session.id)?.status === status) act();
    };
    const steps: readonly (() => void)[] = [
      during('created', () => world.moveSubject(session.id, 'requires_input')),
      during('requires_input', () => world.moveSubject(session.id, 'in_progress')),
      during('in_progress', () => world.land(session.id, outcome)),
    ];
    steps.forEach((step, index) => {
      world.at(begin + pause * (index + 1), `kyve session ${session.id} plays itself`, step);
    });
  };
}
