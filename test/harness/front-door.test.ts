import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Commons, createCommons, toSurroundings } from '../../harness/commons.ts';
import { type FrontDoor, openFrontDoor } from '../../harness/front-door.ts';
import type { Surroundings } from '../../harness/target.ts';
import type { Entry } from '../../mocks/journal.ts';
import { profileNamed } from '../../mocks/provider/profiles/index.ts';
import type { Sandbox } from '../../mocks/sandbox.ts';
import { tokenFor } from './small-receiver.ts';

describe('the front door', () => {
  const receiver = () => new Response();
  const nothing = { issues: true, restart: false, rotation: false, tenants: false };
  let commons: Commons;
  let door: FrontDoor;
  let told: Surroundings;
  let one: Sandbox;
  let two: Sandbox;
  let forget: () => void;

  beforeAll(async () => {
    commons = createCommons({ profile: profileNamed('kyve', ''), seed: 1, sandbox: {} });
    door = await openFrontDoor(commons.strays);
    ({ told, forget } = await toSurroundings(commons, door, nothing));
    [one, two] = ['one', 'two'].map((id) => commons.open({ id }, receiver, 'http://localhost/')) as [Sandbox, Sandbox];
    for (const sandbox of [one, two]) {
      door.add(sandbox);
      sandbox.provider.decide('approved', { applicant: 'ana' });
    }
  });
  afterAll(async () => {
    forget();
    await Promise.all([door.close(), one.close(), two.close(), commons.strays.close()]);
  });

  const ana = (sandbox: Sandbox) => sandbox.provider.subjects.applicant('ana').email;
  const issue = (email: string) =>
    door.fetch(`${told.DOUBLEACT_ISSUER_URL}/credentials/issue-on-behalf`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-partner-auth': tokenFor(email, told) },
      body: JSON.stringify({
        issuerDid: told.ISSUER_DID,
        credentialId: told.CREDENTIAL_ID,
        credentialSubject: { kycVerified: true, kycLevel: 'basic', verifiedAt: '2026-01-01T00:00:00Z' },
      }),
    });
  const ask = (path: string, headers: Record<string, string> = {}) =>
    door.fetch(`${door.provider}${path}`, { headers });
  /** Which of the three has written something down since. */
  const whoHears = async (act: () => Promise<unknown>): Promise<string[]> => {
    const heard = new Set<string>();
    const listen = (name: string, { journal }: Sandbox) =>
      journal.listen((entry: Entry) => entry.kind === 'call.received' && heard.add(name));
    const deafen = [listen('one', one), listen('two', two), listen('strays', commons.strays)];
    await act();
    for (const each of deafen) each();
    return [...heard];
  };

  it('gives an issue call to the sandbox whose person the token names, whatever its case', async () => {
    expect(await whoHears(() => issue(ana(one)))).toEqual(['one']);
    expect(await whoHears(() => issue(ana(two).toUpperCase()))).toEqual(['two']);
    expect(await whoHears(() => issue('mallory@example.com'))).toEqual(['strays']);
  });

  it('gives a status call to the sandbox that knows the hash, whoever asks', async () => {
    const [credential] = one.issuer.credentials();
    const status = (email: string | null) =>
      door.fetch(`${told.DOUBLEACT_ISSUER_URL}/credentials/status?coreClaimHash=${credential?.hash}`, {
        headers: email === null ? {} : { 'x-partner-auth': tokenFor(email, told) },
      });
    expect(await whoHears(() => status(ana(two)))).toEqual(['one']);
    expect(await whoHears(() => status(null))).toEqual(['one']);
  });

  it('gives a call without a readable token to nobody', async () => {
    const call = () =>
      door.fetch(`${told.DOUBLEACT_ISSUER_URL}/credentials/status`, { headers: { 'x-partner-auth': 'x.y' } });
    expect(await whoHears(call)).toEqual(['strays']);
  });

  it('gives a call to the provider to the sandbox whose session or event it is about, with one key for all', async () => {
    const [key] = one.provider.keys;
    expect(two.provider.keys).toEqual(one.provider.keys);
    const headers = { authorization: `Bearer ${key?.value}` };
    const [session] = two.provider.subjects.list();
    expect(await whoHears(() => ask(`/v1/sessions/${session?.id}`, headers))).toEqual(['two']);
    expect((await ask(`/v1/sessions/${session?.id}`, headers)).status).toBe(200);
    expect(await whoHears(() => ask('/v1/sessions/ses_unknown', headers))).toEqual(['strays']);
  });

  it.each([
    ['in metadata', (email: string) => JSON.stringify({ metadata: { email } })],
    ['deep in JSON', (email: string) => JSON.stringify({ data: { fields: { 'email-address': { value: email } } } })],
    ['in a form', (email: string) => new URLSearchParams({ 'provided_details[email]': email }).toString()],
  ])('gives a new session to the sandbox whose person it names, %s', async (_where, write) => {
    const create = (email: string) =>
      door.fetch(`${door.provider}/v1/sessions`, { method: 'POST', body: write(email) });
    expect(await whoHears(() => create(ana(two)))).toEqual(['two']);
    expect(await whoHears(() => create('mallory@example.com'))).toEqual(['strays']);
  });

  it('answers the same over a socket', async () => {
    const { status } = await fetch(`${told.DOUBLEACT_ISSUER_URL}/credentials/status`);
    expect(status).toBe(401);
  });

  it('answers the same in plain data, and calls nobody else so', async () => {
    const url = `${told.DOUBLEACT_ISSUER_URL}/credentials/status?coreClaimHash=none`;
    const plain = (headers: Record<string, string>) => door.call({ method: 'GET', url, headers, body: '' });
    for (const headers of [{}, { 'x-partner-auth': tokenFor(ana(one), told) }]) {
      const response = await door.fetch(url, { headers });
      const { status, text, headers: answered } = await plain(headers);
      expect({ status, text }).toEqual({ status: response.status, text: await response.text() });
      expect(answered['content-type']).toBe(response.headers.get('content-type'));
    }
    expect(await whoHears(() => plain({ 'x-partner-auth': tokenFor(ana(two), told) }))).toEqual(['two']);
    const elsewhere = door.call({ method: 'GET', url: 'http://other.test/', headers: {}, body: '' });
    await expect(elsewhere).rejects.toThrow('fetch failed');
  });

  it('lets sandboxes share what the receiver is told, and draw everything else apart', () => {
    const shared = (sandbox: Sandbox) => [
      sandbox.provider.endpoints.get('endpoint-1').secrets,
      sandbox.issuer.partner.partnerId,
      sandbox.issuer.partner.issuerDid,
      sandbox.issuer.program.id,
    ];
    expect(shared(one)).toEqual(shared(two));
    expect(shared(one)).toEqual([
      [told.DOUBLEACT_WEBHOOK_SECRET],
      told.PARTNER_ID,
      told.ISSUER_DID,
      told.CREDENTIAL_ID,
    ]);
    expect(ana(one)).not.toBe(ana(two));
  });
});
