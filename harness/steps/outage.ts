// outage: the receiver's network is down for a span of sandbox time.
import { formatDuration } from '../../mocks/duration.ts';
import { duration } from '../schema.ts';
import { defineStep } from '../step.ts';

export const outage = defineStep({
  verb: 'outage',
  tells: "The receiver's network is down for a span: no attempt reaches it.",
  schema: duration(),
  examples: ['30m'],
  tell: (span) => `the receiver's network is down for ${formatDuration(span)}`,
  run(span, { sandbox: { clock, provider } }) {
    provider.outage(span);
    return { until: new Date(clock.now() + span).toISOString() };
  },
});
