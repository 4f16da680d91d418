// A delivery in a few words, as the answer of a step.
import type { JsonObject } from '../../mocks/json.ts';
import type { Delivery } from '../../mocks/provider/deliveries.ts';

export function brief(delivery: Delivery): JsonObject {
  return {
    id: delivery.id,
    endpoint: delivery.endpoint,
    state: delivery.state,
    due: delivery.due === null ? null : new Date(delivery.due).toISOString(),
  };
}
