// Reads the body of a delivery to its end, however it comes: whole, in chunks, a few bytes at a time.
import type { Reply } from '../../mocks/http/route.ts';
import type { Delivered } from '../../mocks/provider/shot.ts';
import { answer } from './answers.ts';
import type { Switch } from './faults.ts';

/** An impatient receiver gives up on a body after so many ms. */
const patience = 100;

type Alarm = (ms: number, ring: () => void) => { cancel(): void };

/** The bytes, or the answer to a body that was not read. The alarm rings in real time, in which bodies arrive. */
export async function readBody(delivered: Delivered, alarm: Alarm, faulty: Switch): Promise<Buffer | Reply> {
  const announced = delivered.headers['content-type']?.includes('json') === true;
  if (!announced && faulty.on('answers-500-to-another-content-type')) return answer(500, { error: 'internal error' });
  let late = false;
  const patient = alarm(patience, () => {
    late = true;
  });
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of delivered.pieces) {
      const isMore = pieces.length > 0;
      if (isMore && faulty.on('reads-only-the-first-piece')) break;
      if (isMore && late && faulty.on('gives-a-body-no-time')) {
        return answer(408, { error: 'too slow' });
      }
      pieces.push(piece);
    }
  } catch {
    return answer(400, { error: 'the body broke off' });
  } finally {
    patient.cancel();
  }
  return Buffer.concat(pieces);
}
