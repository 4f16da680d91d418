// A broken receiver is a result in the journal, never an exception.
import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { bodyLimit } from '../../../mocks/journal.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../../mocks/sandbox.ts';
import { openReceiver, type Rule } from '../../receivers.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

async function deliverTo(url: string, options: SandboxOptions = {}) {
  const sandbox: Sandbox = createSandbox({ provider: 'kyve', seed: 1, receiver: url, ...options });
  opened.push(sandbox);
  const { deliveries } = sandbox.emit('verification.completed');
  await sandbox.advance(60_000);
  expect(sandbox.journal.entries({ kind: 'task.failed' })).toEqual([]);
  expect(deliveries[0]).toMatchObject({ state: 'waiting' });
  return {
    sandbox,
    answered: sandbox.journal.entries({ kind: 'attempt.answered' })[0],
    unanswered: sandbox.journal.entries({ kind: 'attempt.unanswered' })[0],
    retry: sandbox.journal.entries({ kind: 'retry.scheduled' })[0],
  };
}

async function deliver(rule: Rule, options?: SandboxOptions) {
  const receiver = await openReceiver(rule);
  opened.push(receiver);
  return { receiver, ...(await deliverTo(receiver.url, options)) };
}

/** A server below HTTP. */
async function openSocketServer(greet: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    greet(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push({
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  });
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
}

describe('an attempt that gets no good answer', () => {
  it.each([301, 302, 303, 307, 308])('%i: a redirect is an answer, and is not followed', async (status) => {
    const elsewhere = await openReceiver();
    opened.push(elsewhere);
    const { receiver, answered, retry } = await deliver({ status, headers: { location: elsewhere.url } });
    expect(answered).toMatchObject({ status, headers: { location: elsewhere.url } });
    expect(receiver.got).toHaveLength(1);
    expect(elsewhere.got).toEqual([]);
    expect(retry).toMatchObject({ attempt: 2, due: 300_000 });
  });

  it('nobody listens', async () => {
    const gone = await openReceiver();
    await gone.close();
    const { unanswered, retry } = await deliverTo(gone.url);
    expect(unanswered).toMatchObject({ silence: 'connection', message: expect.stringContaining('ECONNREFUSED') });
    expect(retry).toMatchObject({ attempt: 2, due: 300_000 });
  });

  it('the connection is reset', async () => {
    const { receiver, unanswered, retry } = await deliver('reset');
    expect(unanswered).toMatchObject({ silence: 'reset' });
    expect(receiver.got).toHaveLength(1);
    expect(retry).toMatchObject({ attempt: 2 });
  });

  it('no answer in time: the retry counts from the end of the time-out', async () => {
    const { unanswered, retry } = await deliver('never', { timeout: 50 });
    expect(unanswered).toMatchObject({ silence: 'timeout', message: 'no answer within 50 ms' });
    expect(unanswered?.took).toBeGreaterThanOrEqual(45);
    expect(retry).toMatchObject({ attempt: 2, due: 300_050 });
  });

  it('a function that does not answer in time, or throws', async () => {
    const slow = createSandbox({ seed: 1, timeout: 50, receiver: () => new Promise(() => {}) });
    const broken = createSandbox({
      seed: 1,
      receiver() {
        throw new Error('the receiver has a bug');
      },
    });
    opened.push(slow, broken);
    for (const [sandbox, silence, message] of [
      [slow, 'timeout', 'no answer within 50 ms'],
      [broken, 'reset', 'the receiver has a bug'],
    ] as const) {
      sandbox.emit('verification.completed');
      await sandbox.settle();
      expect(sandbox.journal.entries({ kind: 'attempt.unanswered' })).toEqual([
        expect.objectContaining({ silence, message }),
      ]);
    }
  });

  it('an answer that begins and never ends', async () => {
    const url = await openSocketServer((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123'));
    const { unanswered } = await deliverTo(url, { timeout: 50 });
    expect(unanswered).toMatchObject({ silence: 'timeout' });
  });

  it('an answer that breaks off', async () => {
    const url = await openSocketServer((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123'));
    const { unanswered } = await deliverTo(url);
    expect(unanswered).toMatchObject({ silence: 'reset' });
  });

  it.each(['SSH-2.0-OpenSSH_9.6\r\n', 'HTTP/1.1 abc\r\n\r\n', '\u0000\u0001\u0002\r\n\r\n'])(
    'an answer that is not HTTP: %j',
    async (text) => {
      const url = await openSocketServer((socket) => socket.end(text));
      const { unanswered } = await deliverTo(url);
      expect(unanswered).toMatchObject({ silence: 'reset' });
    },
  );

  it('an early answer, before the body was read', async () => {
    const url = await openSocketServer((socket) =>
      socket.end('HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
    );
    const { answered } = await deliverTo(url);
    expect(answered).toMatchObject({ status: 503 });
  });
});

describe('an answer that is odd', () => {
  it('without an end is read up to a limit, and its status counts', async () => {
    const receiver = await openReceiver('endless');
    const sandbox = createSandbox({ provider: 'kyve', seed: 1, receiver: receiver.url });
    opened.push(receiver, sandbox);
    const { deliveries } = sandbox.emit('verification.completed');
    await sandbox.advance(60_000);
    const [answered] = sandbox.journal.entries({ kind: 'attempt.answered' });
    expect(answered).toMatchObject({ status: 200, body: { cut: true } });
    expect(answered?.body.text).toHaveLength(bodyLimit);
    expect(answered?.body.bytes).toBeLessThanOrEqual(1024 * 1024);
    expect(deliveries[0]).toMatchObject({ state: 'delivered' });
  });

  it('of any status is written down as it came', async () => {
    for (const status of [100, 199, 600, 999]) {
      const line = `HTTP/1.1 ${status} Odd\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
      const url = await openSocketServer((socket) => socket.once('data', () => socket.end(line)));
      const { answered, unanswered } = await deliverTo(url, { timeout: 500 });
      // 1xx is no answer at all: the connection ends before one comes.
      if (status < 200) expect(unanswered).toMatchObject({ silence: expect.stringMatching(/^(?:reset|timeout)$/) });
      else expect(answered).toMatchObject({ status });
    }
  });
});

it('tells the headers of each answer as they came: what came twice in one, and what was different this time', async () => {
  const parts = [['a', 'b'], ['a', 'b'], ['a', 'c'], ['d']];
  const receiver = await openReceiver((_got, nth) => ({ status: 200, headers: { 'X-Part': parts[nth - 1] ?? [] } }));
  opened.push(receiver);
  const sandbox = createSandbox({ provider: 'kyve', seed: 1, receiver: receiver.url });
  opened.push(sandbox);
  for (let each = 0; each < parts.length; each++) sandbox.emit('verification.completed');
  await sandbox.advance(60_000);
  const told = sandbox.journal.entries({ kind: 'attempt.answered' }).map(({ headers }) => headers['x-part']);
  expect(told).toEqual(['a, b', 'a, b', 'a, c', 'd']);
});
