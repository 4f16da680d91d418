// Flaws of the way: how the bytes travel, how often, in which order, and whether the answer comes back.
import type { Flaw } from './flaw.ts';

export const transportFlaws: readonly Flaw[] = [
  {
    id: 'lost-acknowledgement',
    tells: 'the receiver answers, the answer is lost, the provider retries',
    takes: 'accept',
    discards: true,
  },
  { id: 'chunked-body', tells: 'sent in chunks, with no content-length', takes: 'accept', manner: 'chunked' },
  { id: 'slow-drip', tells: 'the body drips in, a piece at a time', takes: 'accept', manner: 'drip' },
  {
    id: 'dropped-connection',
    tells: 'the connection breaks in the middle of the body',
    takes: 'either',
    manner: 'dropped',
  },
  {
    id: 'wrong-content-type',
    tells: 'announced as text/plain',
    takes: 'either',
    headers: (headers) => ({ ...headers, 'Content-Type': 'text/plain' }),
  },
  {
    id: 'header-case',
    tells: 'header names in upper case',
    takes: 'accept',
    headers: (headers) =>
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])),
  },
];

export const sequenceFlaws: readonly Flaw[] = [
  {
    id: 'duplicate',
    tells: 'sent a second time after the first was answered',
    takes: 'accept',
    copies: { count: 2, together: false },
  },
  {
    id: 'concurrent-duplicates',
    tells: 'sent three times at once',
    takes: 'accept',
    copies: { count: 3, together: true },
  },
  {
    id: 'same-id-other-body',
    tells: 'followed by another body under the same event id',
    takes: 'accept',
    needs: 'event-id',
    order: 'other-body-follows',
  },
  {
    id: 'reordered',
    tells: 'held back until the next event has overtaken it',
    takes: 'accept',
    order: 'after-the-next',
  },
  {
    id: 'late-older-event',
    tells: 'followed by an older event about the same person',
    takes: 'accept',
    order: 'older-event-follows',
  },
];
