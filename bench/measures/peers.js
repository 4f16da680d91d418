// The mock servers people use, with one stubbed route, against ours with state, journal and every token verified.
import { createServer } from 'node:net';
import { join } from 'node:path';
import { put } from '../load.js';
import { createPartner, tokensFor } from '../partner.js';
import { at, benchFolder, fileWith, program, start } from '../place.js';
import { ratioRow, row, summary } from '../statistics.js';
import { openOurs, openStub, withCalls } from './issuer.js';

const path = '/v1/credentials/issue-on-behalf';
const issued = { coreClaimHash: 'a'.repeat(64), credentialId: 'c2djkuk2kdszous4ooczgS', userUuid: 'b'.repeat(36) };
const bin = (name) => join(benchFolder, 'node_modules/.bin', name);

/** What is started for each, given a port. */
const peers = {
  'json-server': (port) => [at('programs/peer.js'), 'json-server', port],
  mockttp: (port) => [at('programs/peer.js'), 'mockttp', port],
  mountebank: (port, second) => {
    const stub = {
      responses: [
        {
          is: {
            statusCode: 200,
            headers: { 'Content-Type': 'application/json', Connection: 'keep-alive' },
            body: issued,
          },
        },
      ],
    };
    const imposters = [{ port: Number(port), protocol: 'http', host: '127.0.0.1', stubs: [stub] }];
    const config = fileWith(`imposters-${port}.json`, { imposters });
    return [bin('mb'), 'start', '--configfile', config, '--nologfile', '--localOnly', '--port', second];
  },
  prism: (port) => {
    const answer = { description: 'issued', content: { 'application/json': { example: issued } } };
    const requestBody = { content: { 'application/json': { schema: { type: 'object' } } } };
    const openapi = { openapi: '3.0.0', info: { title: 'issuer', version: '1' } };
    const spec = fileWith('openapi.json', {
      ...openapi,
      paths: { [path]: { post: { requestBody, responses: { 200: answer } } } },
    });
    return [bin('prism'), 'mock', spec, '--port', port, '--host', '127.0.0.1', '--verboseLevel', 'error'];
  },
  mockoon: (port) => {
    const response = {
      uuid: 'r',
      statusCode: 200,
      body: JSON.stringify(issued),
      default: true,
      headers: [],
      rules: [],
    };
    const route = { uuid: 'e', type: 'http', method: 'post', endpoint: path.slice(1), responses: [response] };
    const folders = { folders: [], rootChildren: [{ type: 'route', uuid: 'e' }] };
    const environment = {
      uuid: 'a',
      name: 'issuer',
      port: Number(port),
      hostname: '127.0.0.1',
      routes: [route],
      ...folders,
    };
    const data = fileWith('mockoon.json', { lastMigration: 33, latency: 0, headers: [], ...environment });
    return [
      bin('mockoon-cli'),
      'start',
      '--data',
      data,
      '--port',
      port,
      '--hostname',
      '127.0.0.1',
      '--disable-log-to-file',
    ];
  },
};

export const peersMeasure = {
  id: 'peers',
  title: 'Mock servers (issue calls per second of core time; ours verifies every token, all others none)',
  async run({ rounds, quick }) {
    const amount = quick ? 300 : 3000;
    const partner = createPartner();
    const found = {};
    const notes = [];
    const failed = (name, { message }) => {
      keptFor(found, name).failed = true;
      notes.push(`${name} does not run here: ${(/\w*Error: .*/.exec(message)?.[0] ?? message).slice(0, 200)}`);
    };
    // One after the other, so that a slow second is slow for all. Ours is ready by itself, with the partner's key made: beside
    // the rest where there are two cores.
    for (let round = 0; round < (quick ? 1 : rounds); round++) {
      for (const core of ['server', 'both']) {
        const ours = () => start([program, 'serve', '--port', '0', '--json'], { core });
        for (const [name, open] of Object.entries({ ...sides(partner, core), ours })) {
          const kept = keptFor(found, name);
          if (kept.failed) continue;
          try {
            const side = await open();
            kept.start[core].push(side.took);
            await side.end();
          } catch (fault) {
            failed(name, fault);
          }
        }
      }
    }
    for (let round = 0; round < (quick ? 1 : Math.min(rounds, 3)); round++) {
      const tokens = await tokensFor(partner, amount, 'different');
      const warm = await tokensFor(partner, amount, 'warm');
      for (const [name, open] of Object.entries(sides(partner))) {
        const kept = keptFor(found, name);
        if (kept.failed) continue;
        try {
          const side = await open();
          await put(side, warm.map(side.issueCall));
          await put(side, warm.slice(0, 100).map(side.issueCall), amount * 4);
          kept.rate.push((await put(side, tokens.map(side.issueCall))).core);
          kept.again.push((await put(side, warm.slice(0, 100).map(side.issueCall), amount * 4)).core);
          kept.rss.push(side.rss());
          await side.end();
        } catch (fault) {
          failed(name, fault);
        }
      }
    }
    const ran = Object.entries(found).filter(([, { rate }]) => rate.length > 0);
    const others = ran.filter(([name]) => !/^ours|Fastify/.test(name));
    const fastest = Math.max(...others.map(([, { rate }]) => summary(rate).median));
    // For those that look at no token, both are the same: the better of the two is theirs.
    const fastestAgain = Math.max(fastest, ...others.map(([, { again }]) => summary(again).median));
    const own = found.ours;
    return {
      rows: [
        row(
          'ours, tokens repeated and known ÷ fastest peer',
          own.again.map((each) => each / fastestAgain),
          { unit: '×', limit: { atLeast: 1 } },
        ),
        // To check a signature costs more than all that a stub does: Fastify with jose alone is below the fastest of them.
        row(
          'ours, every token different and verified ÷ fastest peer',
          own.rate.map((each) => each / fastest),
          { unit: '×' },
        ),
        ...[
          { core: 'server', on: 'on one core' },
          { core: 'both', on: 'on both cores' },
        ].map(({ core, on }) =>
          ratioRow(
            `ours, from spawn to the first answer, ${on} ÷ soonest peer`,
            own.start[core],
            own.start[core].map((_ours, round) => Math.min(...others.map(([, other]) => other.start[core][round]))),
            { atMost: 1 },
          ),
        ),
        ...ran.flatMap(([name, { rate, again, start: from, rss }]) => [
          row(`${name}, issue calls/s`, rate),
          row(`${name}, issue calls/s, tokens repeated`, again),
          row(`${name}, spawn to first answer on one core, ms`, from.server),
          row(`${name}, spawn to first answer on both cores, ms`, from.both),
          row(`${name}, memory after the load, MB`, rss),
        ]),
      ],
      notes,
      figures: found,
    };
  },
};

function sides(partner, core) {
  const foreign = Object.entries(peers).map(([name, argvFor]) => [name, () => openPeer(argvFor, core)]);
  return {
    ours: () => openOurs(partner),
    'bare Fastify': () => openStub('fastify', partner, core),
    ...Object.fromEntries(foreign),
  };
}

async function openPeer(argvFor, core) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const argv = argvFor(String(port), String(await freePort()));
  const child = await start(argv, { core, readyWhen: () => firstAnswer(url) });
  return withCalls({ ...child, url }, { issuerDid: 'did:air:id:test:4P5f', credentialId: 'c2djkuk2' });
}

async function firstAnswer(url) {
  const until = performance.now() + 20_000;
  while (performance.now() < until) {
    try {
      const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
      const { ok } = await fetch(url + path, request);
      if (ok) return;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('no good answer within 20 s');
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function keptFor(found, name) {
  found[name] ??= { rate: [], again: [], start: { server: [], both: [] }, rss: [], failed: false };
  return found[name];
}
