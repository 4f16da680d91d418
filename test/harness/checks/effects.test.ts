import { describe, expect, it } from 'vitest';
import { checks } from '../../../harness/checks/index.ts';
import { told } from '../history.ts';
import { ana, type Case, cases, type Tell } from './effect-stories.ts';
import { verdictOf } from './verdict-of.ts';

/** Judged in signature.test.ts. */
const flawed = /^(?:refuses|accepts|survives-(?:a-(?:broken|wrong)|doubled))/;

describe('checks on effects', () => {
  it('each have their stories here', () => {
    const here = checks.map(({ id }) => id).filter((id) => !flawed.test(id));
    expect(Object.keys(cases).sort()).toEqual(here.sort());
  });

  it('are idle where the receiver does not issue', () => {
    const other = { capabilities: { issues: false, restart: true, rotation: true, tenants: true } };
    const judgedByAnswers = /^(?:acknowledges|answers-(?:within|no)|does-not-leak)/;
    for (const [id, { broken }] of Object.entries(cases)) {
      if (!judgedByAnswers.test(id)) expect([id, verdictOf(id, told(broken, other))]).toEqual([id, 'idle']);
    }
  });

  it('take an undeclared restart for idle', () => {
    const other = { capabilities: { issues: true, restart: false, rotation: true, tenants: true } };
    for (const id of ['loses-nothing-in-a-restart', 'remembers-over-a-restart']) {
      expect(verdictOf(id, told((cases[id] as Case).broken, other))).toBe('idle');
    }
  });

  it('let a receiver ask again that was ended before it had kept its answer, if it gets the same credential', () => {
    const id = 'does-not-reissue-while-pending';
    const ended = (it: Parameters<Tell>[0], how: { makes?: false } = {}) => {
      it.send(ana);
      it.issue(ana);
      it.step('restart').issue(ana, how);
    };
    expect(
      verdictOf(
        id,
        told((it) => ended(it, { makes: false })),
      ),
    ).toBe('idle');
    expect(
      verdictOf(
        id,
        told((it) => ended(it)),
      ),
    ).toBe('broken');
  });

  it('let a busy machine stretch a wait, but not most of them', () => {
    const id = 'polls-with-back-off';
    const asked = (...people: readonly (readonly number[])[]) =>
      told((it) => {
        for (const [at, gaps] of people.entries()) {
          const person = `person-${at}@example.com`;
          it.send(person);
          it.issue(person);
          for (const gap of gaps) it.poll(person, 'WAIT_ONCHAIN').wait(gap);
          it.poll(person);
        }
      });
    const [growing, stretched] = [
      [100, 200, 400, 800],
      [900, 200, 400, 800],
    ];
    expect(verdictOf(id, asked(growing, stretched, growing))).toBe('met');
    expect(verdictOf(id, asked(growing, stretched, stretched))).toBe('broken');
  });

  it('see no rhythm in answers that tell nothing of the credential', () => {
    const asked = (status: number) =>
      told((it) => {
        it.send(ana);
        it.issue(ana);
        for (const gap of [100, 200, 100, 200]) it.poll(ana, 'WAIT_ONCHAIN', { status }).wait(gap);
        it.poll(ana);
      });
    expect(verdictOf('polls-with-back-off', asked(200))).toBe('met');
    expect(verdictOf('polls-with-back-off', asked(401))).toBe('idle');
  });

  it('see that an older approval is not acted upon after a newer rejection', () => {
    const tell: Tell = (it) => {
      it.send(ana, { outcome: 'rejected', created: 2000 });
      it.send(ana, { created: 1000, flaws: ['reordered'] });
    };
    const id = 'does-not-let-an-overtaken-event-regress';
    expect(verdictOf(id, told(tell))).toBe('met');
    expect(
      verdictOf(
        id,
        told((it) => {
          tell(it);
          it.issue(ana);
        }),
      ),
    ).toBe('broken');
  });
});

describe.each(Object.entries(cases))('%s', (id, { met, broken, idle, unknown }) => {
  it('is met', () => expect(verdictOf(id, told(met))).toBe('met'));
  it('is broken', () => expect(verdictOf(id, told(broken))).toBe('broken'));
  it('is idle', () => expect(verdictOf(id, told(idle))).toBe('idle'));
  if (unknown !== undefined) it('is unknown', () => expect(verdictOf(id, told(unknown))).toBe('unknown'));
});
