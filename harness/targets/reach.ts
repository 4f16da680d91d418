// Whether something listens somewhere: the only questions asked of a receiver besides its webhooks.
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { createClock } from '../../mocks/clock.ts';
import { DoubleactError } from '../../mocks/errors.ts';

/** Real time: receivers live in it. */
const { alarm, wall } = createClock();

/** Unlike the clock's own, this sleep keeps the process alive. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void alarm(ms, resolve));
}

/** Waits for it, but no longer than that; and nobody stays up for the rest of the time. */
export function atMost(ms: number, waited: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = alarm(ms, resolve);
    waited.then(() => resolve(), reject).finally(limit.cancel);
  });
}

export { alarm, wall };

/** Does anything take connections there? */
export function isOpen(host: string, port: number, patience = 2_000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (open: boolean) => {
      limit.cancel();
      socket.destroy();
      resolve(open);
    };
    const limit = alarm(patience, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/** Does it answer a GET, with whatever status? */
export function answers(url: string, patience: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(url, { method: 'GET', agent: false });
    const end = (answered: boolean) => {
      limit.cancel();
      asked.destroy();
      resolve(answered);
    };
    const limit = alarm(patience, () => end(false));
    asked.once('response', () => end(true));
    asked.once('error', () => end(false));
    asked.end();
  });
}

/**
 * Below those that systems lend to outgoing connections: of these, one that is free now may be lent to somebody before the
 * receiver listens there.
 */
const lowest = 20_000;
const span = 10_000;
// Processes that start at the same time have ids side by side, and should not go for the same ports.
let next = (process.pid * 37) % span;

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < span; tried += 1) {
    const port = lowest + next;
    next = (next + 1) % span;
    if (await isFree(port)) return port;
  }
  throw new DoubleactError('port-in-use', {
    where: 'PORT',
    expected: `a free port from ${lowest} to ${lowest + span - 1} for the receiver`,
    got: 'none',
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
