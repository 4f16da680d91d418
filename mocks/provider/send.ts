// Puts an attempt on the wire and waits for what comes back; the door to undici. A broken receiver is a result, never
// an exception. Redirects are not followed.
import { Readable } from 'node:stream';
import type { Agent, Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';
import { memo } from '../memo.ts';
import { realWall } from '../wall.ts';
import { Exchange } from './exchange.ts';
import { toPieces } from './pieces.ts';
import type { Hear, Sender, Shot } from './shot.ts';

/** Over the network, through undici's dispatcher: `fetch` costs ten times as much. */
export function createHttpSender(clock: Clock): Sender {
  let opening: Promise<Agent> | null = null;
  let agent: Agent | null = null;
  let lastUse = Number.NEGATIVE_INFINITY;
  // V8 forgets the shape of what nothing is left of, and with it the fast code that it has made for it: after a collection
  // while nothing is under way the next thousands would be slow. So the last of each is kept.
  const lately: { shot?: Shot; request?: object; exchange?: Exchange } = {};
  // Only loopback and named hosts are ever reached, and local certificates are signed by their owners.
  function open(): Promise<Agent> {
    opening ??= import('undici').then(({ Agent }) => {
      agent = new Agent({ connect: { rejectUnauthorized: false } });
      return agent;
    });
    return opening;
  }

  function dispatch(dispatcher: Agent, shot: Shot, hear: Hear): void {
    lastUse = clock.wall();
    const request = toRequest(shot, clock);
    const exchange = new Exchange(shot.timeout, clock, hear);
    lately.shot = shot;
    lately.request = request;
    lately.exchange = exchange;
    dispatcher.dispatch(request, exchange);
  }

  async function begin(shot: Shot, hear: Hear): Promise<void> {
    const dispatcher = await open();
    await hearOfClosedConnections();
    dispatch(dispatcher, shot, hear);
  }

  return {
    send(shot, hear) {
      // In a row of attempts there is nothing to wait for.
      if (agent === null || clock.wall() - lastUse > longIdle) return begin(shot, hear);
      dispatch(agent, shot, hear);
      return undefined;
    },
    warm: async () => void (await open()),
    async close() {
      await (await opening)?.destroy();
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
  // Of bytes at hand undici tells the length itself.
  const plain = shot.manner === 'plain';
  return {
    origin,
    path,
    method: 'POST',
    headers: plain || shot.manner === 'chunked' ? shot.headers : withLength(shot),
    body: plain ? shot.body : Readable.from(toPieces(shot, clock)),
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}

function withLength({ headers, body }: Shot): Record<string, string> {
  return { ...headers, 'Content-Length': String(body.length) };
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
