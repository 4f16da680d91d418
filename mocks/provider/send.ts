// Puts an attempt on the wire and waits for what comes back; the door to undici. A broken receiver is a result, never
// an exception. Redirects are not followed.
import { Readable } from 'node:stream';
import type { Agent, Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';
import { memo } from '../memo.ts';
import { realWall } from '../wall.ts';
import { Exchange } from './exchange.ts';
import { toPieces } from './pieces.ts';
import type { Sender, Shot } from './shot.ts';

/** Over the network, through undici's dispatcher: `fetch` costs ten times as much. */
export function createHttpSender(clock: Clock): Sender {
  let agent: Promise<Agent> | null = null;
  let lastUse = Number.NEGATIVE_INFINITY;
  // Only loopback and named hosts are ever reached, and local certificates are signed by their owners.
  const open = () => import('undici').then(({ Agent }) => new Agent({ connect: { rejectUnauthorized: false } }));

  return {
    async send(shot) {
      agent ??= open();
      const dispatcher = await agent;
      if (clock.wall() - lastUse > longIdle) await hearOfClosedConnections();
      lastUse = clock.wall();
      return new Promise((resolve) => {
        dispatcher.dispatch(toRequest(shot, clock), new Exchange(shot.timeout, clock, resolve));
      });
    },
    async warm() {
      agent ??= open();
      await agent;
    },
    async close() {
      await (await agent)?.destroy();
    },
  };
}

/** Receivers close a connection that has been idle, Node's own after five seconds. */
const longIdle = 1000;

/**
 * A program that was busy with itself for so long has not heard of it yet, and would blame the receiver for a connection
 * that is gone. What happened meanwhile is heard of within two turns, however this one began.
 */
async function hearOfClosedConnections(): Promise<void> {
  await realWall.turn();
  await realWall.turn();
}

function toRequest(shot: Shot, clock: Clock): Dispatcher.DispatchOptions {
  const { origin, path } = addressOf(shot.url);
  const length = shot.manner === 'chunked' ? {} : { 'Content-Length': String(shot.body.length) };
  return {
    origin,
    path,
    method: 'POST',
    headers: { ...shot.headers, ...length },
    body: shot.manner === 'plain' ? shot.body : Readable.from(toPieces(shot, clock)),
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}

interface Address {
  readonly origin: string;
  readonly path: string;
}

// Nearly all attempts go to the same few URLs, and to take one apart costs as much as to sign.
const addressOf = memo(1000, (text: string): Address => {
  const { origin, pathname, search } = new URL(text);
  return { origin, path: pathname + search };
});
