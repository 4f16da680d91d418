import { describe, expect, it } from 'vitest';
import { readStep } from '../../../harness/step.ts';
import { steps } from '../../../harness/steps/index.ts';
import { toCall } from '../../../mocks/http/route.ts';
import { profiles } from '../../../mocks/provider/profiles/index.ts';
import { createSandbox } from '../../../mocks/sandbox.ts';

describe.each(profiles.map(({ id }) => id))('%s: the journal', (provider) => {
  it('holds no secret, key, token or private key, wherever they turned up', async () => {
    const secrets = ['first-secret-of-all', 'second-secret-of-all'];
    // A careless receiver repeats what it knows in its answer.
    const careless = () =>
      new Response(`my secrets are ${secrets.join(' and ')}; ${pem}`, {
        headers: { 'x-secret': secrets[1] ?? '', 'set-cookie': 'session=a-cookie-value' },
      });
    const sandbox = createSandbox({ provider, seed: 1, receiver: careless, secret: secrets[0] });
    const { partner } = sandbox.issuer;
    const { pem = '' } = (await partner.privateKey('ES256')) ?? {};
    const token = `eyJhbGciOiJFUzI1NiJ9.eyJwYXJ0bmVySWQiOiJhIn0.${'c2lnbmF0dXJl'.repeat(5)}`;

    const take = (step: object) => readStep(steps, step, 'step').take({ sandbox, target: null });
    await take({ 'rotate-secret': { overlap: '1h', secret: secrets[1] } });
    await take({ 'rotate-secret': {} });
    await take({ endpoint: { url: `http://localhost/?secret=third-secret-of-all`, secret: 'third-secret-of-all' } });
    await take({ emit: { event: sandbox.provider.behaviour.approval, body: `{"leak":"${secrets[0]}"}` } });
    await sandbox.advance(60_000);

    const key = sandbox.provider.keys[0]?.value ?? 'ak_test_nobody';
    const json = { 'content-type': 'application/json' };
    const calls = [
      ['POST', '/v1/sessions', { ...json, authorization: `Bearer ${key}` }, '{}'],
      ['GET', `/v1/sessions?key=${key}`, { 'x-api-key': key }, ''],
      ['GET', '/api/v1/bureau/runs', { 'X-API-Key': key, cookie: 'session=a-cookie-value' }, ''],
    ] as const;
    const made: string[] = [];
    for (const [method, target, headers, body] of calls) {
      const reply = await sandbox.provider.call(toCall(method, target, headers, Buffer.from(body)));
      const { sdk_token: sdk } = JSON.parse(String(reply.body ?? '{}'));
      if (typeof sdk === 'string') made.push(sdk);
    }
    const issue = toCall(
      'POST',
      '/v1/credentials/issue-on-behalf',
      { ...json, 'x-partner-auth': token },
      Buffer.from(pem),
    );
    await sandbox.issuer.call(issue);

    const text = sandbox.journal.toNdjson();
    const endpoints = sandbox.provider.endpoints.list().flatMap(({ secrets: good, retired }) => [...good, ...retired]);
    const keys = sandbox.provider.keys.map(({ value }) => value);
    const hidden = [...secrets, 'third-secret-of-all', ...endpoints, ...keys, token, ...made, 'a-cookie-value'];
    hidden.push(...pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----')));
    expect(hidden.length).toBeGreaterThan(8);
    // The last part of a JWT is what makes it good.
    hidden.push(...[token, ...made].map((jwt) => jwt.split('.')[2] ?? jwt));
    expect(hidden.filter((each) => text.includes(each))).toEqual([]);
    expect(text).toContain('[redacted]');
    await sandbox.close();
  });
});
