// A small receiver for the tests of the runner: answers at once, then issues and polls with real sleeps. It verifies
// nothing. `WAY` is how it behaves: well, or in one of a few bad ways.
import { createServer } from 'node:http';
import { work } from './work.mjs';

const { WAY = 'well', PORT } = process.env;

process.stdout.write(`listening on ${PORT}, ${WAY}\n`);
if (WAY === 'dies-at-birth') {
  process.stderr.write('no such table: applicants\n');
  process.exit(7);
}
if (WAY === 'loud') {
  const lines = Array.from({ length: 20_000 }, (_, line) => `line ${line} of much\n`);
  await new Promise((resolve) => process.stdout.write(lines.join(''), resolve));
}

createServer(async (request, response) => {
  let text = '';
  for await (const piece of request) text += piece;
  if (request.method === 'GET') return response.end('up');
  if (WAY === 'hangs') return;
  if (WAY === 'dies') process.exit(3);
  response.end('{}');
  const object = JSON.parse(text).data?.object ?? JSON.parse(text);
  const email = object.metadata?.email ?? object.userEmail;
  if (email !== undefined) work({ email }).catch((fault) => process.stderr.write(`${fault.message}\n`));
}).listen(WAY === 'deaf' ? 0 : PORT, '127.0.0.1');
