// A body that does not come in one piece: chunked, drip by drip, or broken off.
import type { Clock } from '../clock.ts';
import type { Shot } from './shot.ts';

export async function* toPieces({ body, manner }: Shot, clock: Clock): AsyncGenerator<Uint8Array> {
  const pieces = manner === 'drip' ? 16 : 4;
  const size = Math.max(1, Math.ceil(body.length / pieces));
  for (let from = 0; from < body.length; from += size) {
    if (manner === 'dropped' && from >= size * 2) throw new Error('connection dropped on purpose');
    yield new Uint8Array(body.subarray(from, from + size));
    if (manner === 'drip') await clock.sleep(20);
  }
}
