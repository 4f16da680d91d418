// Hands an attempt to a receiver in this process, with the time-out and the manners that it would have on the wire.
import type { Clock } from '../clock.ts';
import { describe } from './exchange.ts';
import { toPieces } from './pieces.ts';
import type { Answer, Receiver, Reception, Sender, Shot } from './shot.ts';

/** To a function in this process. */
export function createLocalSender(receiver: Receiver, clock: Clock): Sender {
  async function onTheWeb(shot: Shot): Promise<Answer> {
    const body = shot.manner === 'plain' ? new Uint8Array(shot.body) : ReadableStream.from(toPieces(shot, clock));
    const request = new Request(shot.url, {
      method: 'POST',
      headers: shot.headers,
      body,
      duplex: 'half',
    } as RequestInit);
    const response = await receiver(request);
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), body: bytes };
  }

  async function inPlainData(shot: Shot, take: NonNullable<Receiver['plainly']>): Promise<Answer> {
    const pieces = shot.manner === 'plain' ? [shot.body] : toPieces(shot, clock);
    const {
      status,
      headers = {},
      body = '',
    } = await take({ method: 'POST', headers: asReceived(shot.headers), pieces });
    return { status, headers, body: Buffer.from(body) };
  }

  return {
    async send(shot, hear) {
      const began = clock.wall();
      const took = () => clock.wall() - began;
      let alarm: { cancel(): void } = { cancel() {} };
      const late = new Promise<Reception>((resolve) => {
        alarm = clock.alarm(shot.timeout, () =>
          resolve({ silence: 'timeout', message: `no answer within ${shot.timeout} ms`, took: took() }),
        );
      });
      const answered = (async (): Promise<Reception> => {
        try {
          const answer = await (receiver.plainly === undefined ? onTheWeb(shot) : inPlainData(shot, receiver.plainly));
          return { ...answer, took: took() };
        } catch (fault) {
          return { silence: 'reset', message: describe(fault), took: took() };
        }
      })();
      const reception = await Promise.race([answered, late]);
      alarm.cancel();
      hear(reception);
    },
    async warm() {},
    async close() {},
  };
}

/** As a server hands them over: names in lower case, values without the blanks around them, doubled ones in one. */
function asReceived(headers: Shot['headers']): Record<string, string> {
  const received: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    const before = received[key];
    received[key] = before === undefined ? value.trim() : `${before}, ${value.trim()}`;
  }
  return received;
}
