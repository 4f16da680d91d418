import { describe, expect, it } from 'vitest';
import { terminal } from '../../../src/reports/terminal.ts';
import { makeResult } from '../../fixtures/result.ts';

describe('the terminal report', () => {
  it('shows a small result', () => {
    expect(terminal.render(makeResult())).toMatchInlineSnapshot(`
      "
      doubleact 0.1.0 · Checked against profile kycert@2026-06 · node app.js

        Signature
          ✔ accepts-a-valid-delivery
          ✗ refuses-a-tampered-body (assuming) expected a refusal, got 200 ok

        Delivery
          – survives-a-restart the config does not declare that it can be restarted

        Issuer protocol
          ? polls-with-back-off should too few polls

        ✗ refuses-a-tampered-body  must, stated
            A receiver refuses a body that was changed after it was signed.
            clause    Webhooks page, Verifying the signature, step 4
            why       expected a refusal, got 200 ok
            seen in   tampered-body: A body changed after signing
            saw       answered 200 ok
            sent  POST http://127.0.0.1:3000/hook  attempt 1 of dlv_1 (on purpose: tampered-body)
                Content-Type: application/json
                X-Signature: t=1,v1=ab
                body, 26 bytes: {"id":"evt_1","note":"ok"}
                signed string: 1.{body}
            came back  200 after 12 ms with 2 bytes: ok
            the issuer saw
                +5s  receiver → issuer    POST /v1/credentials/issue-on-behalf: 201 ok
                +5s  issuer               issues hash_1 to ana@example.com
            timeline, in sandbox time
                +5s  provider → receiver  attempt 1 of dlv_1 (evt_1), tampered-body
                +5s  receiver → provider  200 after 12 ms: ok
                +5s  receiver → issuer    POST /v1/credentials/issue-on-behalf: 201 ok
                +5s  issuer               issues hash_1 to ana@example.com
            likely    no-verification: it takes whatever comes
            mend      Verify the raw bytes before anything else.
            assuming  This verdict rests on an assumption where the documents are silent or disagree: signature-header = kycert
            repeat    doubleact test tampered-body --provider kycert --exec 'node app.js' --only refuses-a-tampered-body --seed 7

        Assumed
          signature-header = kycert: The documents name two headers.

        Not judged
          constant-time comparison: cannot be seen over HTTP
          scenario restart: needs restart

        The end of what the receiver printed
          listening on 3000 ok

        profile   Checked against profile kycert@2026-06
        receiver  node app.js
        checks    1 met, 1 broken, 1 idle, 1 unknown, 0 excused
        scenarios 1 run, 1 skipped
        seed      7
        plan      c0ffee
        doubleact 0.1.0
        time      2.3 s: our own work 0.6 s, 0.4 s until the receiver was there, 0.7 s listening for late effects, the rest its answers
        likely    no-verification: it takes whatever comes

        fail: 1 must broken

      "
    `);
  });
});
