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

/** Sends `amount` requests, those given in turn; gives requests per second. An answer that is no 2xx is an error. */
export async function put(url, requests, amount = requests.length) {
  const bytes = requests.map(toBytes);
  let sent = 0;
  const next = () => (sent < amount ? bytes[sent++ % bytes.length] : null);
  const sockets = await Promise.all(Array.from({ length: Math.min(connections, amount) }, () => open(url)));
  const began = performance.now();
  await Promise.all(sockets.map((socket) => drive(socket, next)));
  return amount / ((performance.now() - began) / 1000);
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
