// A rotation must not cost an event: what the new secret signs is taken from the moment it signs.
import { defineCheck } from '../check.ts';
import { of } from '../evidence.ts';
import { acceptsThose } from '../reception.ts';
import { forging, readingsOfSignature } from '../sources.ts';
import { approves } from '../told.ts';

const takes = acceptsThose((delivery, run) => {
  const history = run.histories.find(({ scenario }) => scenario === delivery.scenario);
  const rotated = of(history?.entries ?? [], 'secret.rotated')[0];
  const first = delivery.attempts[0]?.sent.seq ?? 0;
  return rotated !== undefined && first > rotated.seq && delivery.flaws.length === 0 && approves(run, delivery);
}, 'No ordinary delivery was sent after a rotation of the secret');

export const acceptsTheNewSecretDuringRotation = defineCheck({
  id: 'accepts-the-new-secret-during-rotation',
  group: 'signature',
  level: 'must',
  provenance: 'derived',
  rule: 'During a rotation, what the new secret has signed is taken.',
  clause: forging,
  catches: ['ignores-the-next-secret'],
  restsOn: [...readingsOfSignature, 'secret-overlap'],
  fix: 'Hold two secrets during a rotation and accept a signature that either of them made.',
  judge(run) {
    if (run.capabilities.rotation) return takes(run);
    return { verdict: 'idle', reason: 'The receiver is not declared to hold two secrets (rotation).', evidence: [] };
  },
});
