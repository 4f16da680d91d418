// rotate-secret: an endpoint gets a new secret while the old one stays good for a while.
import { formatDuration } from '../../mocks/duration.ts';
import { duration, optional, strictObject, string } from '../schema.ts';
import { defineStep } from '../step.ts';

export const rotateSecret = defineStep({
  verb: 'rotate-secret',
  tells: 'Gives an endpoint (the first, unless named) a new secret; the old one stays good for the overlap.',
  schema: strictObject({
    endpoint: optional(string()),
    overlap: optional(duration()),
    secret: optional(string()),
  }),
  examples: [{}, { endpoint: 'endpoint-1', overlap: '24h' }],
  gives: ['endpoint', 'secret', 'good'],
  tell: ({ endpoint, overlap = 0 }) =>
    `rotate the secret of ${endpoint ?? 'the first endpoint'}, the old one good for ${formatDuration(overlap)} more`,
  run({ endpoint, overlap = 0, secret }, { sandbox: { provider } }) {
    const id = endpoint ?? provider.endpoints.list()[0]?.id ?? 'endpoint-1';
    const rotated = provider.endpoints.rotate(id, overlap, secret);
    // The one place where a secret is told: a receiver must be given it.
    return { endpoint: rotated.id, secret: rotated.secrets[0] as string, good: rotated.secrets.length };
  },
});
