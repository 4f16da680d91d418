// Target 1: the issuer's routes with state, journal and real signature checks, against Fastify with the same check (every
// token different) and against bare Fastify (the same tokens again).
import { put, putInTurns } from '../load.js';
import { createPartner, tokensFor } from '../partner.js';
import { at, fileWith, program, start } from '../place.js';
import { ratioRow, row } from '../statistics.js';

export const issuer = {
  id: 'issuer',
  title: 'Issuer routes (requests per second of the server on its core, 50 connections)',
  async run({ rounds, quick }) {
    const counts = quick
      ? { warm: 500, practice: 100, fresh: 300, again: 1000 }
      : { warm: 15_000, practice: 10_000, fresh: 12_000, again: 20_000 };
    const rs = await measure('RS256', rounds, counts);
    // The other algorithm differs in the check alone.
    const es = await measure('ES256', rounds, { ...counts, again: 0 }, ['ours', 'jose']);
    const ratio = (tells, ours, theirs, limit) => [
      ratioRow(tells, ours.core, theirs.core, limit),
      ratioRow(`${tells}, by the clock`, ours.clock, theirs.clock),
    ];
    return {
      rows: [
        ...ratio('issue, RS256, tokens all different ÷ Fastify + jose', rs.ours.fresh, rs.jose.fresh, { atLeast: 0.9 }),
        ...ratio('issue, ES256, tokens all different ÷ Fastify + jose', es.ours.fresh, es.jose.fresh, { atLeast: 0.9 }),
        ...ratio('issue, tokens repeated ÷ bare Fastify', rs.ours.again, rs.fastify.again, { atLeast: 0.75 }),
        ...ratio('status, tokens repeated ÷ bare Fastify', rs.ours.status, rs.fastify.status, { atLeast: 0.75 }),
        ...ratio('issue, tokens repeated ÷ node:http', rs.ours.again, rs.node.again),
        row('ours, issue, RS256, tokens all different, /s', rs.ours.fresh.core),
        row('ours, issue, tokens repeated, /s', rs.ours.again.core),
        row('ours, status, tokens repeated, /s', rs.ours.status.core),
        row('Fastify + jose, RS256, tokens all different, /s', rs.jose.fresh.core),
        row('Fastify + jose, RS256, tokens repeated, /s', rs.jose.again.core),
        row('bare Fastify, issue, /s', rs.fastify.again.core),
        row('node:http, issue, /s', rs.node.again.core),
        row('ours, memory after the load, MB', rs.ours.rss),
        row('bare Fastify, memory after the load, MB', rs.fastify.rss),
      ],
      figures: { RS256: rs, ES256: es },
    };
  },
};

async function measure(algorithm, rounds, counts, wanted = ['ours', 'jose', 'fastify', 'node']) {
  const partner = createPartner(algorithm);
  const openers = {
    ours: () => openOurs(partner),
    jose: () => openStub('jose', partner),
    fastify: () => openStub('fastify', partner),
    node: () => openStub('node', partner),
  };
  const found = Object.fromEntries(
    Object.keys(openers).map((name) => [name, { fresh: rates(), again: rates(), status: rates(), rss: [] }]),
  );
  for (let round = 0; round < rounds; round++) {
    const fresh = await tokensFor(partner, counts.fresh, 'fresh');
    const practice = await tokensFor(partner, counts.practice, 'practice');
    const known = await tokensFor(partner, 100, 'known');
    const sides = {};
    for (const name of wanted) sides[name] = await openers[name]();
    const inTurns = async (figure, names, requestsFor, amount) => {
      const running = names.filter((name) => wanted.includes(name));
      const measured = await putInTurns(
        running.map((name) => ({ server: sides[name], requests: requestsFor(sides[name]), amount })),
      );
      for (const [at, name] of running.entries()) keep(measured[at], found[name][figure]);
    };
    const gets = new Map();
    // Until V8 has compiled what is hot, for everybody.
    for (const side of Object.values(sides)) {
      gets.set(side, [await statusCall(side, known[0])]);
      await put(side, known.map(side.issueCall), counts.warm);
    }
    if (counts.again > 0) {
      await inTurns('again', wanted, (side) => known.map(side.issueCall), counts.again);
      for (const name of ['ours', 'fastify']) await put(sides[name], gets.get(sides[name]), counts.again / 4);
      await inTurns('status', ['ours', 'fastify'], (side) => gets.get(side), counts.again);
    }
    for (const name of ['ours', 'jose']) await put(sides[name], practice.map(sides[name].issueCall));
    await inTurns('fresh', ['ours', 'jose'], (side) => fresh.map(side.issueCall));
    for (const name of wanted) {
      found[name].rss.push(sides[name].rss());
      await sides[name].end();
    }
  }
  return found;
}

const rates = () => ({ clock: [], core: [] });

function keep({ clock, core }, rates) {
  rates.clock.push(clock);
  rates.core.push(core);
}

/** Our own `serve`, which knows the partner by its key set. */
export async function openOurs({ partnerId, kid, jwk }) {
  const config = fileWith(`partner-${jwk.alg}.json`, {
    issuer: { partner: { partnerId, keyId: kid, jwks: { keys: [jwk] } } },
  });
  const child = await start([program, 'serve', '--port', '0', '--json', '--speed', '0', '--config', config]);
  const { issuer: url, partner } = JSON.parse(child.firstLine());
  return withCalls({ ...child, url: new URL(url).origin }, partner);
}

export async function openStub(kind, { jwk, partnerId }, core) {
  const child = await start([at('programs/stub.js'), kind, JSON.stringify(jwk), partnerId], { core });
  return withCalls(
    { ...child, url: child.firstLine() },
    { issuerDid: 'did:air:id:test:4P5f', credentialId: 'c2djkuk2' },
  );
}

export function withCalls(server, { issuerDid, credentialId }) {
  const credentialSubject = { kycVerified: true, kycLevel: 'basic', verifiedAt: '2026-01-19T07:18:45.000Z' };
  const body = JSON.stringify({ issuerDid, credentialId, credentialSubject, onDuplicate: 'ignore' });
  const issueCall = (token) => ({
    method: 'POST',
    path: '/v1/credentials/issue-on-behalf',
    headers: { 'content-type': 'application/json', 'x-partner-auth': token },
    body,
  });
  return { ...server, issueCall };
}

async function statusCall({ url, issueCall }, token) {
  const { path, ...request } = issueCall(token);
  const response = await fetch(url + path, request);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const { coreClaimHash } = await response.json();
  return {
    method: 'GET',
    path: `/v1/credentials/status?coreClaimHash=${coreClaimHash}`,
    headers: { 'x-partner-auth': token },
  };
}
