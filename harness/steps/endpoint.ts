// endpoint: add a place to deliver to, or switch one on and off.
import { boolean, strictObject, string, union } from '../schema.ts';
import { defineStep } from '../step.ts';
import { endpointDraft } from './fields.ts';

export const endpoint = defineStep({
  verb: 'endpoint',
  tells: 'Adds an endpoint with its own secret, event filter and mode, or enables or disables one.',
  schema: union([endpointDraft, strictObject({ id: string(), enabled: boolean() })]),
  examples: [
    { url: 'http://127.0.0.1:3000/hook', events: ['run.completed'] },
    { id: 'endpoint-1', enabled: false },
  ],
  tell: (input) =>
    'url' in input ? `add an endpoint at ${input.url}` : `${input.enabled ? 'enable' : 'disable'} ${input.id}`,
  run(input, { provider }) {
    if (!('url' in input)) {
      const { id, enabled } = provider.endpoints.setEnabled(input.id, input.enabled);
      return { endpoint: id, enabled };
    }
    const added = provider.endpoints.add(input);
    return { endpoint: added.id, url: added.url, secret: added.secrets[0] as string };
  },
});
