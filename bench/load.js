// Load over HTTP/1.1: so many requests on 50 connections, one under way on each. Written by hand on bare sockets, because
// the load must cost less than what it is put on, and must end with its last answer: autocannon counts in whole seconds.
import { connect } from 'node:net';

export const connections = 50;

/** The bytes of a request, made before anything is measured. */
export function toBytes({ method, path, headers, body = '' }) {
  const lines = Object.entries({ host: '127.0.0.1', ...headers, 'content-length': Buffer.byteLength(body) });
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
}

/**
 * Sends `amount` requests, those given in turn; an answer that is no 2xx is an error. Gives requests per second by the
 * clock, and per second that the server was on its core: on a busy machine only the second tells what it can do.
 */
export async function put(server, requests, amount = requests.length) {
  const bytes = requests.map(toBytes);
  let sent = 0;
  const next = () => (sent < amount ? bytes[sent++ % bytes.length] : null);
  const sockets = await Promise.all(Array.from({ length: Math.min(connections, amount) }, () => open(server.url)));
  const rest = stayAwake();
  const cpu = server.cpu();
  const began = performance.now();
  await Promise.all(sockets.map((socket) => drive(socket, next)));
  const seconds = (performance.now() - began) / 1000;
  rest();
  return { clock: amount / seconds, core: amount / (cpu === null ? seconds : server.cpu() - cpu) };
}

/**
 * To be woken costs the one who wakes: on a virtual machine 20 µs and more, on the server's account, and the more often
 * the slower it is. So whoever makes the load never sleeps.
 */
export function stayAwake() {
  let awake = true;
  const turn = () => {
    if (awake) setImmediate(turn);
  };
  turn();
  return () => {
    awake = false;
  };
}

function open(url) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

function drive(socket, next) {
  return new Promise((resolve, reject) => {
    let rest = '';
    const go = () => {
      const request = next();
      if (request !== null) return socket.write(request);
      socket.destroy();
      resolve();
    };
    socket.setEncoding('latin1').on('data', (piece) => {
      rest = rest === '' ? piece : rest + piece;
      const size = sizeOf(rest);
      if (size === null || rest.length < size) return;
      if (rest[9] !== '2') reject(new Error(`an answer was not good: ${rest.slice(0, 300)}`));
      rest = rest.slice(size);
      go();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the server closed the connection')));
    go();
  });
}

/** Length of the answer that begins here, null while that is not known. */
function sizeOf(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = text.slice(0, end);
  const [, length] = /content-length: *(\d+)/i.exec(head) ?? [];
  if (length !== undefined) return end + 4 + Number(length);
  if (!/transfer-encoding: *chunked/i.test(head)) return end + 4;
  const last = text.indexOf('0\r\n\r\n', end + 4);
  return last < 0 ? null : last + 5;
}
