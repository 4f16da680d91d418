// The door for other people's test suites, used as they would.
import { describe, expect, it } from 'vitest';
import { createRestartable } from '../../harness/reference/receiver.ts';
import { pause } from '../../harness/targets/reach.ts';
import { createSandbox } from '../../mocks/sandbox.ts';
import { describeReceiver, extendExpect } from '../../src/vitest.ts';
import { folderWith } from './program.ts';

extendExpect();

const scenarios = [
  folderWith({
    'approved.yaml':
      'title: Somebody passes\nsteps:\n  - emit: { outcome: approved, applicant: ana }\n  - settle: {}\n',
  }),
];
const reference = createRestartable({ sleep: (ms, why) => pause(why === 'back-off' ? ms / 20 : ms) });

await describeReceiver('the correct receiver', {
  provider: 'kyve',
  target: { receiver: (told, ways) => reference(told, ways) },
  scenarios,
  seed: 7,
  only: ['accepts-a-valid-delivery', 'survives-a-lost-acknowledgement'],
});

describe('matchers for the journal', () => {
  it('look for what happened', async () => {
    const sandbox = createSandbox({ provider: 'kyve', seed: 1, receiver: () => new Response(null, { status: 204 }) });
    sandbox.emit('verification.completed', { applicant: { email: 'ana@example.com' } });
    await sandbox.settle();
    expect(sandbox.journal).toHaveHappened('attempt.answered', { applicant: 'ana@example.com', status: 204 }, 1);
    expect(sandbox.journal).not.toHaveHappened('attempt.unanswered');
    expect(sandbox.journal).toHaveIssuedNothingTo('ana@example.com');
    expect(() => expect(sandbox.journal).toHaveIssuedOnceTo('ana@example.com')).toThrow(
      'what happened: sandbox.created ×1',
    );
    await sandbox.close();
  });
});
