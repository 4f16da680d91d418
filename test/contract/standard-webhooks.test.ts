// Signatures of Standard Webhooks as the standardwebhooks package checks them, over real HTTP.
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { type Caught, catchAll, nameOf } from './caught.ts';

describe('standard-webhooks: deliveries caught over HTTP', () => {
  const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

  it('are taken by the standardwebhooks package where they are good, and every forgery is refused', async () => {
    const caught = await catchAll('standard-webhooks', secret);
    const webhook = new Webhook(secret);
    const takes = ({ headers, body }: Caught): boolean => {
      try {
        webhook.verify(body, { ...headers });
        return true;
      } catch (fault) {
        if (fault instanceof WebhookVerificationError) return false;
        throw fault;
      }
    };
    expect(caught.length).toBeGreaterThan(20);
    expect(caught[0]?.headers['webhook-signature']).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
    expect(caught.map((each) => [nameOf(each), takes(each)])).toEqual(
      caught.map((each) => [nameOf(each), each.flaw?.takes !== 'refuse']),
    );
  });
});
