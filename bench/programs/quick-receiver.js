// The reference receiver as a program, whose back-off is a twentieth of the usual one: so a run shows how long doubleact
// takes, and not how long a receiver sleeps. What the issuer asks for by Retry-After is not shortened.
// `quick-receiver.js [memory file]`
import { setTimeout as pause } from 'node:timers/promises';
import { serveReference } from '../../harness/reference/program.ts';

const memory = process.argv[2];
const sleep = (ms, why) => pause(why === 'back-off' ? ms / 20 : ms);
const { url } = await serveReference(process.env, { memory, sleep });
process.stdout.write(`listening on ${url}\n`);
