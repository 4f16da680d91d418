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
  const [rates] = await putInTurns([{ server, requests, amount }], 1);
  return rates;
}

/**
 * The same to several servers, a slice to each and then the next slice, so that a second in which the machine is slow is as
 * slow for one as for the other. Rates are of all slices together.
 */
export async function putInTurns(loads, slices = 20) {
  const sides = await Promise.all(loads.map(openSide));
  const rest = stayAwake();
  for (let slice = 1; slice <= slices; slice++) for (const side of sides) await side.upTo(slice / slices);
  rest();
  return sides.map((side) => side.close());
}

async function openSide({ server, requests, amount = requests.length }) {
  const bytes = requests.map(toBytes);
  const sockets = await Promise.all(Array.from({ length: Math.min(connections, amount) }, () => open(server.url)));
  const drivers = sockets.map(driver);
  let sent = 0;
  let seconds = 0;
  let core = 0;
  return {
    async upTo(share) {
      const until = Math.round(amount * share);
      const next = () => (sent < until ? bytes[sent++ % bytes.length] : null);
      const cpu = server.cpu();
      const began = performance.now();
      await Promise.all(drivers.map((drive) => drive(next)));
      const took = (performance.now() - began) / 1000;
      seconds += took;
      core += cpu === null ? took : server.cpu() - cpu;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return { clock: amount / seconds, core: amount / core };
    },
  };
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

/** Gives what sends one request after the other on this connection, as long as there is a next. */
function driver(socket) {
  let rest = '';
  let next = () => null;
  let settle = { resolve() {}, reject() {} };
  const go = () => {
    const request = next();
    if (request === null) settle.resolve();
    else socket.write(request);
  };
  socket.setEncoding('latin1').on('data', (piece) => {
    rest = rest === '' ? piece : rest + piece;
    const size = sizeOf(rest);
    if (size === null || rest.length < size) return;
    if (rest[9] !== '2') settle.reject(new Error(`an answer was not good: ${rest.slice(0, 300)}`));
    rest = rest.slice(size);
    go();
  });
  socket.once('error', (fault) => settle.reject(fault));
  socket.once('close', () => settle.reject(new Error('the server closed the connection')));
  return (from) =>
    new Promise((resolve, reject) => {
      // It may have been closed while another server had its turn.
      if (socket.destroyed) return reject(new Error('the server closed the connection'));
      next = from;
      settle = { resolve, reject };
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
