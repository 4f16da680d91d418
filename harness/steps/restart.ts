// restart: stop the receiver and start it again, as a deployment or a crash would.
import { DoubleactError } from '../../mocks/errors.ts';
import { strictObject } from '../schema.ts';
import { defineStep } from '../step.ts';
import { noTarget } from './probe.ts';

/** Real ms. */
const underWay = 50;

export const restart = defineStep({
  verb: 'restart',
  tells: 'Stops the receiver and starts it again; only one that doubleact has started.',
  schema: strictObject({}),
  examples: [{}],
  tell: () => 'restart the receiver',
  async run(_input, { sandbox, target }) {
    if (target === null) throw noTarget('restart');
    if (target.restart === null) {
      throw new DoubleactError('not-applicable', {
        where: 'restart',
        expected: 'a receiver that doubleact has started',
        got: 'one that it has not',
        hint: 'Start it with --exec, or leave out what needs a restart.',
      });
    }
    // What it does at once is under way by then, so that it is always the same work that is cut off.
    await sandbox.clock.sleep(underWay);
    await target.restart();
    return { now: new Date(sandbox.clock.now()).toISOString() };
  },
});
