import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../../mocks/duration.ts';
import { kyve } from '../../../../mocks/provider/profiles/kyve.ts';
import { createStand, start } from './stand.ts';

const path = (url: unknown) => String(url).replace('http://localhost:4400', '');

describe('GET /v1/verifications/:id', () => {
  it('returns every check, the fields of the document and the pictures', async () => {
    const { ask, provider } = createStand(kyve);
    const { id } = provider.decide('approved', { applicant: { key: 'ada', name: 'Ada L', email: 'ada@example.com' } });
    const { json } = await ask(`GET /v1/verifications/${id}`);
    expect({ ...json, media: null }).toMatchInlineSnapshot(`
      {
        "checks": [
          {
            "status": "passed",
            "type": "document_upload",
          },
          {
            "status": "passed",
            "type": "liveness",
          },
        ],
        "created": 1767225600,
        "extracted_fields": {
          "date_of_birth": "1960-05-10",
          "document_number": "P34675738",
          "full_name": "Ada L",
        },
        "id": "ses_aEBI2121baZ4WrerxJBr9owH",
        "livemode": false,
        "media": null,
        "metadata": {
          "customer_id": "cus_o9fk6vds8dh9",
          "email": "ada@example.com",
          "kyc_level": "basic",
        },
        "status": "completed",
        "template_id": "tpl_abc123def456",
        "template_version": 1,
      }
    `);
  });

  it('is the object of the last event, with the pictures', async () => {
    const { ask, provider, clock, got } = createStand(kyve);
    const { id } = provider.decide('rejected', { applicant: 'ada' });
    await clock.settle();
    const { media, ...read } = (await ask(`GET /v1/verifications/${id}`)).json;
    expect(JSON.parse(got.at(-1)?.text ?? '').data.object).toEqual(read);
    expect(media).toHaveLength(2);
  });

  it('shows no fields or pictures of somebody who has not come yet', async () => {
    const { ask } = createStand(kyve);
    const { json } = await ask(`GET /v1/verifications/${(await ask('POST /v1/sessions')).at('id')}`);
    expect([json.status, json.extracted_fields, json.media]).toEqual(['created', {}, []]);
  });

  it('knows a verification by its own id alone under verification-id: own', async () => {
    const { ask } = createStand(kyve, { 'verification-id': 'own' });
    const made = await ask('POST /v1/sessions');
    expect((await ask(`GET /v1/verifications/${made.at('verification_id')}`)).at('session_id')).toBe(made.at('id'));
    expect((await ask(`GET /v1/verifications/${made.at('id')}`)).status).toBe(404);
  });

  it('is listed, in the mode of the key', async () => {
    const { ask, provider } = createStand(kyve);
    const { id } = provider.decide('approved', { applicant: 'ada' });
    expect((await ask('GET /v1/verifications')).at('data.0.id')).toBe(id);
    expect((await ask('GET /v1/verifications', { key: 'live' })).at('data')).toEqual([]);
  });
});

describe('a media link', () => {
  const link = async () => {
    const stand = createStand(kyve);
    const { id } = stand.provider.decide('approved', { applicant: 'ada' });
    return { ...stand, id, url: path((await stand.ask(`GET /v1/verifications/${id}`)).at('media.0.url')) };
  };

  it('gives a picture for 15 minutes', async () => {
    const { ask, clock, url } = await link();
    const picture = await ask(`GET ${url}`, { key: null });
    expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/png']);
    await clock.advance(15 * MINUTE - 1);
    expect((await ask(`GET ${url}`, { key: null })).status).toBe(200);
    await clock.advance(1);
    const late = await ask(`GET ${url}`, { key: null });
    expect([late.status, late.text.includes('Request has expired.')]).toEqual([403, true]);
  });

  it('says when it ends, and a new read makes a new one', async () => {
    const { ask, clock, id, url } = await link();
    await clock.advance(20 * MINUTE);
    const read = await ask(`GET /v1/verifications/${id}`);
    expect(read.at('media.0.expires_at')).toBe(start / 1000 + 35 * 60);
    expect(path(read.at('media.0.url'))).not.toBe(url);
    expect((await ask(`GET ${path(read.at('media.0.url'))}`)).status).toBe(200);
  });

  it('cannot be bent to another picture or a later end', async () => {
    const { ask, url } = await link();
    expect((await ask(`GET ${url.replace('document_front', 'selfie')}`)).status).toBe(403);
    expect((await ask(`GET ${url.replace(/expires=\d+/, 'expires=9999999999')}`)).status).toBe(403);
  });
});

describe('the billing reads', () => {
  it('show the published plans and the prepaid rate to anybody', async () => {
    const { ask } = createStand(kyve);
    const { status, json } = await ask('GET /v1/billing/plans', { key: null });
    expect(status).toBe(200);
    expect(json).toMatchInlineSnapshot(`
      {
        "plans": [
          {
            "currency": "usd",
            "included_verifications": 100,
            "monthly_price": "99.00",
            "name": "Starter",
            "overage_price": "1.25",
            "slug": "starter",
          },
          {
            "currency": "usd",
            "included_verifications": 750,
            "monthly_price": "499.00",
            "name": "Growth",
            "overage_price": "1.00",
            "slug": "growth",
          },
          {
            "currency": "usd",
            "included_verifications": 4000,
            "monthly_price": "1999.00",
            "name": "Scale",
            "overage_price": "0.75",
            "slug": "scale",
          },
        ],
        "prepaid": {
          "currency": "USDT",
          "network": "tron",
          "rate": "1.40",
        },
      }
    `);
  });

  it('show the plan to a live key', async () => {
    const { ask } = createStand(kyve);
    expect((await ask('GET /v1/billing/subscription', { key: 'live' })).at('plan.name')).toBe('Starter');
  });

  it('debit the wallet for a live success and nothing else', async () => {
    const { ask, provider } = createStand(kyve);
    const balance = async () => (await ask('GET /v1/billing/wallet', { key: 'live' })).at('balance');
    expect(await balance()).toBe('140.00');
    provider.decide('rejected', { applicant: 'bob', livemode: true });
    provider.decide('canceled', { applicant: 'cy', livemode: true });
    provider.decide('approved', { applicant: 'dee', livemode: false });
    expect(await balance()).toBe('140.00');
    provider.decide('approved', { applicant: 'ada', livemode: true });
    expect(await balance()).toBe('138.60');
  });
});
