// A receiver for the provider of docs/acme.config.ts: verifies with the standardwebhooks package, dedupes, answers, works.
// `WAY=believes` verifies nothing.
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { work } from './work.mjs';

const { WAY = 'well', PORT, DOUBLEACT_WEBHOOK_SECRET } = process.env;
const webhook = new Webhook(DOUBLEACT_WEBHOOK_SECRET);
const seen = new Set();

createServer(async (request, response) => {
  const pieces = [];
  try {
    for await (const piece of request) pieces.push(piece);
  } catch {
    return;
  }
  if (request.method === 'GET') return response.end('up');
  const body = Buffer.concat(pieces);
  try {
    if (WAY !== 'believes') webhook.verify(body, request.headers);
  } catch {
    return response.writeHead(401).end();
  }
  response.end();
  const { type, timestamp, environment, person } = JSON.parse(body.toString());
  const id = request.headers['webhook-id'];
  if (type !== 'person.passed' || environment !== 'sandbox' || seen.has(id)) return;
  seen.add(id);
  work({ email: person.email, level: person.level, at: timestamp }).catch(() => {});
}).listen(PORT, '127.0.0.1');
