import { describe, expect, it } from 'vitest';
import { annotations } from '../../../src/reports/annotations.ts';
import { makeResult } from '../../fixtures/result.ts';

describe('the annotations report', () => {
  it('shows a small result', () => {
    expect(annotations.render(makeResult())).toMatchInlineSnapshot(`
      "::error title=must%3A refuses-a-tampered-body::expected a refusal, got 200 ok%0AWebhooks page, Verifying the signature, step 4%0ALikely: no-verification: it takes whatever comes%0AMend: Verify the raw bytes before anything else.%0AThis verdict rests on an assumption where the documents are silent or disagree: signature-header = kycert%0ARepeat: doubleact test tampered-body --provider kycert --exec 'node app.js' --only refuses-a-tampered-body --seed 7
      ::warning title=not judged%3A polls-with-back-off::too few polls
      ::error title=doubleact%3A fail::fail: 1 must broken%0AChecked against profile kycert@2026-06%0Areceiver: node app.js%0Achecks: 1 met, 1 broken, 1 idle, 1 unknown, 0 excused%0Ascenarios: 1 run, 1 skipped%0Aseed: 7%0Aplan: c0ffee%0Adoubleact: 0.1.0%0Atime: 2.3 s: our own work 0.6 s, 0.4 s until the receiver was there, 0.7 s listening for late effects, the rest its answers%0Alikely: no-verification: it takes whatever comes%0Aassumed: signature-header = kycert: The documents name two headers.%0Anot judged: constant-time comparison: cannot be seen over HTTP%0Anot judged: scenario restart: needs restart
      "
    `);
  });
});
