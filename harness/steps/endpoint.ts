// endpoint: add a place to deliver to, or switch one on and off.
import type { Sandbox } from '../../mocks/sandbox.ts';
import { array, boolean, literal, optional, strictObject, string, union } from '../schema.ts';
import { defineStep } from '../step.ts';
import { endpointDraft } from './fields.ts';

export const endpoint = defineStep({
  verb: 'endpoint',
  tells: 'Adds an endpoint (at a URL, or at that of another one) with its own secret, or enables or disables one.',
  schema: union([
    endpointDraft,
    strictObject({
      beside: string(),
      id: string(),
      secret: optional(string()),
      events: optional(union([literal('all'), array(string())])),
      livemode: optional(boolean()),
    }),
    strictObject({ id: string(), enabled: boolean() }),
  ]),
  examples: [
    { url: 'http://127.0.0.1:3000/hook', events: ['run.completed'] },
    { beside: 'endpoint-1', id: 'other-tenant', events: [] },
    { id: 'endpoint-1', enabled: false },
  ],
  tell(input) {
    if ('beside' in input) return `add the endpoint ${input.id} where ${input.beside} is`;
    return 'url' in input ? `add an endpoint at ${input.url}` : `${input.enabled ? 'enable' : 'disable'} ${input.id}`;
  },
  run(input, { sandbox: { provider } }) {
    if ('enabled' in input && !('url' in input)) {
      const { id, enabled } = provider.endpoints.setEnabled(input.id, input.enabled);
      return { endpoint: id, enabled };
    }
    const added = provider.endpoints.add('beside' in input ? besides(input, provider) : input);
    return { endpoint: added.id, url: added.url, secret: added.secrets[0] as string };
  },
});

function besides<Draft extends { readonly beside: string }>(
  { beside, ...draft }: Draft,
  { endpoints }: Sandbox['provider'],
) {
  return { ...draft, url: endpoints.get(beside).url };
}
