// The body that makes a session: what may stand in it, and what is wrong with one (sessions page, "Create").
import type { Json, JsonObject, Readings } from '../../profile.ts';
import { isJsonObject } from '../../profile.ts';
import { wishes } from './self-acting.ts';

export type Faults = Readonly<Record<string, string>>;

/** By field; the templates have their own rules. */
export function bodyFaults(body: JsonObject, livemode: boolean, readings: Readings): Faults {
  const { metadata, redirect_url: url } = body;
  return { ...metadataFaults(metadata, livemode, readings), ...urlFaults(url, readings) };
}

/** What of the metadata is text; the rest is kept only in the session itself. */
export function textsOf(metadata: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

function metadataFaults(metadata: Json | undefined, livemode: boolean, readings: Readings): Faults {
  if (metadata === undefined) return {};
  if (!isJsonObject(metadata)) return { metadata: 'Expected an object.' };
  if (readings['metadata-values'] === 'strings') {
    const odd = Object.keys(metadata).find((name) => typeof metadata[name] !== 'string');
    if (odd !== undefined) return { [`metadata.${odd}`]: 'Expected a string.' };
  }
  const { outcome } = metadata;
  const steers = readings['test-outcome'] === 'by-metadata' && !livemode && outcome !== undefined;
  if (steers && !wishes.includes(String(outcome)))
    return { 'metadata.outcome': `Expected one of ${wishes.join(', ')}.` };
  return {};
}

function urlFaults(url: Json | undefined, readings: Readings): Faults {
  if (url === undefined) return readings['redirect-url'] === 'required' ? { redirect_url: 'Required.' } : {};
  const good = typeof url === 'string' && /^https?:\/\//i.test(url) && URL.canParse(url);
  return good ? {} : { redirect_url: 'Expected an http or https URL.' };
}
