// Targets 1: the issuer's routes with state, journal and real signature checks, against Fastify with the same check
// (every token different) and against bare Fastify (the same tokens again).
import { put } from '../load.js';
import { createPartner, tokensFor } from '../partner.js';
import { at, fileWith, program, start } from '../place.js';
import { ratioRow, row } from '../statistics.js';

export const issuer = {
  id: 'issuer',
  title: 'Issuer routes (POST/s and GET/s, one core, 50 connections)',
  async run({ rounds, quick }) {
    const counts = quick ? { fresh: 400, again: 2000 } : { fresh: 4000, again: 20_000 };
    const found = {};
    for (const algorithm of ['RS256', 'ES256']) found[algorithm] = await measure(algorithm, rounds, counts);
    const { RS256: rs, ES256: es } = found;
    return {
      rows: [
        ratioRow('issue, RS256, every token different ÷ Fastify + jose', rs.ours.fresh, rs.jose.fresh, {
          atLeast: 0.9,
        }),
        ratioRow('issue, ES256, every token different ÷ Fastify + jose', es.ours.fresh, es.jose.fresh, {
          atLeast: 0.9,
        }),
        ratioRow('issue, tokens repeated ÷ bare Fastify', rs.ours.again, rs.fastify.again, { atLeast: 0.75 }),
        ratioRow('status, tokens repeated ÷ bare Fastify', rs.ours.status, rs.fastify.status, { atLeast: 0.75 }),
        ratioRow('issue, tokens repeated ÷ node:http', rs.ours.again, rs.node.again),
        ...['fresh', 'again', 'status'].map((what) => row(`ours, RS256, ${what}, requests/s`, rs.ours[what])),
        row('Fastify + jose, RS256, fresh, requests/s', rs.jose.fresh),
        row('bare Fastify, again, requests/s', rs.fastify.again),
        row('node:http, again, requests/s', rs.node.again),
        row('ours, memory after the load, MB', rs.ours.rss),
        row('bare Fastify, memory after the load, MB', rs.fastify.rss),
      ],
      figures: found,
    };
  },
};

async function measure(algorithm, rounds, counts) {
  const partner = createPartner(algorithm);
  const config = fileWith(`partner-${algorithm}.json`, {
    issuer: { partner: { partnerId: partner.partnerId, keyId: partner.kid, jwks: { keys: [partner.jwk] } } },
  });
  const sides = {
    ours: () => ours(config),
    jose: () => stub('jose', partner),
    fastify: () => stub('fastify', partner),
    node: () => stub('node', partner),
  };
  const found = {};
  for (let round = 0; round < rounds; round++) {
    const fresh = await tokensFor(partner, counts.fresh, 'fresh');
    const known = await tokensFor(partner, 100, 'known');
    for (const [name, open] of Object.entries(sides)) {
      const side = await open();
      const body = JSON.stringify({
        issuerDid: side.issuerDid,
        credentialId: side.credentialId,
        credentialSubject: { kycVerified: true, kycLevel: 'basic', verifiedAt: '2026-01-19T07:18:45.000Z' },
        onDuplicate: 'ignore',
      });
      const post = (token) => ({
        method: 'POST',
        path: '/v1/credentials/issue-on-behalf',
        headers: { 'content-type': 'application/json', 'x-partner-auth': token },
        body,
      });
      const hash = await firstHash(side.url, post(known[0]));
      const get = {
        method: 'GET',
        path: `/v1/credentials/status?coreClaimHash=${hash}`,
        headers: { 'x-partner-auth': known[0] },
      };
      await put(side.url, known.map(post), counts.again / 4);
      const kept = (found[name] ??= { fresh: [], again: [], status: [], rss: [] });
      kept.fresh.push(await put(side.url, fresh.map(post)));
      kept.again.push(await put(side.url, known.map(post), counts.again));
      await put(side.url, [get], counts.again / 8);
      kept.status.push(await put(side.url, Array(50).fill(get), counts.again));
      kept.rss.push(side.rss());
      await side.end();
    }
  }
  return found;
}

async function firstHash(url, { path, ...request }) {
  const response = await fetch(url + path, request);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()).coreClaimHash;
}

async function ours(config) {
  const child = await start([program, 'serve', '--port', '0', '--json', '--speed', '0', '--config', config]);
  const { issuer: url, partner } = JSON.parse(child.firstLine());
  return { ...child, url: new URL(url).origin, issuerDid: partner.issuerDid, credentialId: partner.credentialId };
}

async function stub(kind, { jwk, partnerId }) {
  const child = await start([at('programs/stub.js'), kind, JSON.stringify(jwk), partnerId]);
  return { ...child, url: child.firstLine(), issuerDid: 'did:air:id:test:4P5f', credentialId: 'c2djkuk2' };
}
