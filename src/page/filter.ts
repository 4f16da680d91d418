// What is to be seen: one person, one event, one endpoint, one way of ending.
import type { Entry } from '../../harness/result.ts';
import { type OutcomeId, outcomeOf } from './outcome.ts';
import type { World } from './world.ts';

export interface Filter {
  /** Empty: everybody. */
  readonly applicant: string;
  /** The type of an event. */
  readonly type: string;
  readonly endpoint: string;
  readonly outcome: OutcomeId | '';
}

export const noFilter: Filter = { applicant: '', type: '', endpoint: '', outcome: '' };

export function isFiltering(filter: Filter): boolean {
  return Object.values(filter).some((value) => value !== '');
}

export function passes(world: World, filter: Filter, entry: Entry): boolean {
  if (filter.applicant !== '' && (!('applicant' in entry) || entry.applicant !== filter.applicant)) return false;
  if (filter.type !== '' && typeOf(world, entry) !== filter.type) return false;
  if (filter.endpoint !== '' && endpointOf(world, entry) !== filter.endpoint) return false;
  return filter.outcome === '' || outcomeOf(world, entry)?.id === filter.outcome;
}

function typeOf(world: World, entry: Entry): string | null {
  return 'event' in entry ? (world.events.get(entry.event)?.type ?? null) : null;
}

function endpointOf(world: World, entry: Entry): string | null {
  if ('endpoint' in entry) return entry.endpoint;
  return 'delivery' in entry ? (world.deliveries.get(entry.delivery)?.endpoint ?? null) : null;
}
