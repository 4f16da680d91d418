// POST /bureau/runs: checks the input, queues a run, and lets it end by itself as its document says.
import { type ApiKey, jsonReply, type Match, type Reply, type Subject, type World } from '../../profile.ts';
import { type Refused, refused } from './errors.ts';
import { outcomeOf } from './fixtures.ts';
import { createIdempotency } from './idempotency.ts';
import { flagsOf } from './result.ts';
import { ladderUnder } from './retry-table.ts';
import { type RunInput, readRunInput } from './run-input.ts';

/** "Typical delivery time … is 5 to 30 seconds": the hint never promises more. */
const estimate = 30;

export function createRunMaker(world: World): (call: Match, key: ApiKey) => Reply | Refused {
  const { readings } = world;
  const idempotency = createIdempotency(readings, world.now);

  return (call, key) => {
    const before = idempotency.recall(call);
    if (before !== null) return before;
    const input = readRunInput(call.body.toString('utf8'), readings);
    if ('code' in input) return input;
    const wrong = targetOf(input, key, world) ?? billOf(key, world);
    if (wrong !== null) return wrong;
    const run = queue(input, key, world);
    const reply = jsonReply(202, {
      run_id: run.id,
      status: run.status,
      [readings['estimate-key'] ?? 'estimated_seconds']: estimate,
      livemode: run.livemode,
      flags: flagsOf(run),
    });
    idempotency.keep(call, reply);
    return reply;
  };
}

function queue(input: RunInput, { livemode }: ApiKey, world: World): Subject {
  const { template, kind, doc, externalId, metadata, webhookUrl } = input;
  const run = world.createSubject({
    livemode,
    metadata,
    webhookUrl,
    fields: {
      template_id: template,
      subject: { type: kind, doc },
      flags: { external_id: externalId },
    },
  });
  const outcome = outcomeOf(doc, livemode, world.readings);
  world.at(world.doneAt(run) - ladderUnder(world.readings).late, `kycert run ${run.id} ends`, () => {
    // A control step may have ended it already.
    if (world.subject(run.id)?.status === 'queued') world.land(run.id, outcome);
  });
  return run;
}

function targetOf({ webhookUrl }: RunInput, { livemode }: ApiKey, world: World): Refused | null {
  if (webhookUrl === null) return null;
  try {
    world.checkTarget(webhookUrl, livemode);
    return null;
  } catch (fault) {
    return refused('invalid_webhook_url', 'webhook_url', (fault as Error).message);
  }
}

/** Sandbox runs use no credits. */
function billOf({ livemode }: ApiKey, { readings }: World): Refused | null {
  if (!livemode) return null;
  if (readings.credits === 'exhausted') return refused('insufficient_credits');
  return readings.credits === 'suspended' ? refused('billing_suspended') : null;
}
