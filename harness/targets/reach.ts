// Whether something listens somewhere: the only questions asked of a receiver besides its webhooks.
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { createClock } from '../../mocks/clock.ts';

/** Real time: receivers live in it. */
const { alarm, wall } = createClock();

/** Unlike the clock's own, this sleep keeps the process alive. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void alarm(ms, resolve));
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

/** A port that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
