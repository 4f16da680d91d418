// What an event says, in the receiver's own words.
import { type JsonObject, valueAt } from '../../mocks/json.ts';
import type { Notice, Reading, Standing } from './reading.ts';

export function readNotice(reading: Reading, body: JsonObject, header: (name: string) => string | null): Notice {
  const at = (path: string | null) => (path === null ? undefined : valueAt(body, path));
  const type = textOf(at(reading.type));
  const known = reading.type === null ? textOf(at(reading.email)) !== '' : reading.types.includes(type);
  const about = textOf(at(reading.about));
  const standing = standingOf(reading, at(reading.standing), about);
  const created = timeOf(at(reading.created));
  const verified = timeOf(at(reading.verifiedAt));
  const stated = verified ?? created;
  return {
    id: idOf(reading, at, header),
    type,
    known,
    livemode: reading.live !== null && at(reading.live.path) === reading.live.is,
    about,
    standing: known ? standing : 'none',
    approves: known && standing === 'approved' && (reading.approval === null || reading.approval === type),
    at: created ?? verified,
    email: textOf(at(reading.email)),
    level: textOf(at(reading.level)),
    verifiedAt: stated === null ? null : new Date(stated).toISOString(),
  };
}

function idOf({ eventId }: Reading, at: (path: string) => unknown, header: (name: string) => string | null): string {
  if ('header' in eventId) return header(eventId.header) ?? '';
  if ('body' in eventId) return textOf(at(eventId.body));
  return JSON.stringify(eventId.madeOf.map((path) => at(path) ?? null));
}

function standingOf(reading: Reading, value: unknown, about: string): Standing {
  if (reading.standing === null) return 'approved';
  if (about === '') return 'none';
  return reading.words[String(value).toLowerCase()] ?? 'pending';
}

/** Unix seconds, or text that is UTC where it names no zone, in ms. */
export function timeOf(value: unknown): number | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const time =
    typeof value === 'number' ? value * 1000 : Date.parse(/\d:\d\d(?:\.\d+)?$/.test(value) ? `${value}Z` : value);
  return Math.abs(time) <= 8.64e15 ? time : null;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
