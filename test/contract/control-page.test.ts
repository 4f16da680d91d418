// What the page asks of the control port, and what nobody but the page should be given.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, openReceiver } from '../receivers.ts';
import { spec } from './pactum.ts';
import { openWorld, type World } from './world.ts';

let receiver: Listening;
let world: World;
beforeAll(async () => {
  receiver = await openReceiver(200);
  world = await openWorld('kyve', { receiver: receiver.url });
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

const url = (path: string) => `${world.served.control}${path}`;
const read = async (path: string) => (await spec().get(url(path)).expectStatus(200).toss()).json;
const step = (taken: object) => spec().post(url('/steps')).withJson(taken).expectStatus(200).toss();

describe('control API: for the page', () => {
  it('is a page for people and a list of routes for programs', async () => {
    const page = await spec().get(url('/')).withHeaders('Accept', 'text/html,*/*').expectStatus(200).toss();
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
    });
    expect(String(page.body)).not.toMatch(/<script>|\son\w+=|style=/);
    for (const [file, type] of [
      ['page.js', 'text/javascript; charset=utf-8'],
      ['page.css', 'text/css; charset=utf-8'],
    ]) {
      await spec()
        .get(url(`/${file}`))
        .expectStatus(200)
        .expectHeader('content-type', type);
    }
  });

  it('shows the body that an event would have, and nothing happens', async () => {
    const before = world.sandbox().journal.entries().length;
    const { body } = await read('/events/verification.completed/body?applicant=ana');
    expect(body).toMatchObject({ type: 'verification.completed', id: expect.stringMatching(/^evt_\w{24}$/) });
    expect(world.sandbox().journal.entries()).toHaveLength(before);
    const { json } = await step({ emit: { event: 'verification.completed', applicant: 'ana' } });
    expect(json.applicant).toBe(body.data.object.metadata.email);
    expect(json.event).not.toBe(body.id);
  });

  it('tells every step of a signature, and the secret only when asked for it', async () => {
    await step({ settle: {} });
    const path = '/deliveries/dlv_1/attempts/1/signature';
    const { signature, ...rest } = await read(path);
    const [{ headers, body }] = receiver.got as [Listening['got'][number]];
    expect(rest).toEqual({});
    expect(signature).toMatchObject({
      algorithm: 'sha256',
      header: 'KYC-Signature',
      sent: headers['kyc-signature'],
      signed: { text: `${signature.t}.${body}`, bytes: body.length + 11 },
      keys: [{ form: 'the whole secret as it stands, as UTF-8', bytes: 40 }],
      odd: [],
    });
    expect(headers['kyc-signature']).toBe(`t=${signature.t},v1=${signature.keys[0].mac}`);
    expect(JSON.stringify(signature)).not.toContain(world.served.secret);
    expect(await read(`${path}?secret=shown`)).toMatchObject({ secrets: [world.served.secret] });
    await spec()
      .post(url(path))
      .withJson({ computed: signature.keys[0].mac })
      .expectStatus(200)
      .expectJsonLike({ what: 'signature', same: true });
  });

  it('says what is odd about a flawed one', async () => {
    for (const [flaw, odd] of [
      ['tampered-body', ['The body was changed after it was signed.']],
      ['no-signature', ['The signature header was left out.']],
      ['signature-without-timestamp', ['The header was written otherwise than usual.']],
    ]) {
      const { json } = await step({ emit: { event: 'verification.completed', flaw } });
      await step({ settle: {} });
      const { signature } = await read(`/deliveries/${json.deliveries[0].id}/attempts/1/signature`);
      expect(signature.odd).toEqual(odd);
    }
  });

  it('refuses what it cannot answer in one sentence', async () => {
    const path = '/deliveries/dlv_1/attempts/9/signature';
    await spec()
      .get(url(path))
      .expectStatus(404)
      .expectJsonLike({
        error: { message: `GET ${path}: expected an attempt of dlv_1 (1 so far), got "9".` },
      });
    await spec()
      .post(url('/deliveries/dlv_1/attempts/1/signature'))
      .withJson({})
      .expectStatus(400)
      .expectJsonLike({ error: { code: 'bad-value' } });
    await spec().post(url('/reset')).expectStatus(200).toss();
    const { json } = await spec().get(url('/scenario.yaml')).expectStatus(404).toss();
    expect(json.error.message).toBe(
      'GET /scenario.yaml: expected steps that were taken, got none yet. Take one first, on the page or with POST /steps.',
    );
  });

  it('has the moods with what they do', async () => {
    const { moods } = await read('/moods');
    expect(moods).toContainEqual({ id: 'error-500', tells: '500, and nothing is done', on: ['issue', 'status'] });
  });
});
