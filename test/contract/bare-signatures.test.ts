// Schemes that sign the raw body and nothing else, as somebody else's program checks them: deliveries caught over real HTTP,
// verified by the providers' own package, by one for webhooks of the same kind, and by Python's standard library.
import { spawnSync } from 'node:child_process';
import { verify } from '@octokit/webhooks-methods';
import { WebhookEventVerifier } from '@onfido/api';
import { describe, expect, it } from 'vitest';
import { python } from '../python.ts';
import { type Caught, catchAll, nameOf } from './caught.ts';

type Verifier = (caught: readonly Caught[], secret: string) => Promise<readonly boolean[]> | readonly boolean[];

const program = `
import sys, hmac, hashlib, base64
for line in sys.stdin:
    algorithm, signature, body, secret = line.rstrip("\\n").split("\\t")
    right = hmac.new(secret.encode(), base64.b64decode(body), getattr(hashlib, algorithm)).hexdigest()
    print(1 if hmac.compare_digest(signature.encode(), right.encode()) else 0)
`;

const byPython =
  (header: string, algorithm: string): Verifier =>
  (caught, secret) => {
    const lines = caught.map(({ headers, body }) =>
      [algorithm, headers[header] ?? '', body.toString('base64'), secret].join('\t'),
    );
    const { stdout, stderr } = spawnSync(python(), ['-c', program], {
      input: `${lines.join('\n')}\n`,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    return stdout
      .trim()
      .split('\n')
      .map((line) => line === '1');
  };

const byOnfido: Verifier = (caught, secret) => {
  const verifier = new WebhookEventVerifier(secret);
  return caught.map(({ headers, body }) => {
    try {
      // Reads a header that is not there as an empty one.
      return verifier.readPayload(body, headers['x-sha2-signature'] ?? '').payload !== undefined;
    } catch {
      return false;
    }
  });
};

const byOctokit =
  (header: string): Verifier =>
  (caught, secret) =>
    Promise.all(
      caught.map(({ headers, body }) =>
        verify(secret, body.toString('utf8'), `sha256=${headers[header] ?? ''}`).catch(() => false),
      ),
    );

const cases: readonly (readonly [string, string, Readonly<Record<string, string>>, Verifier])[] = [
  ['sumsub', 'SHA-256, by Python', {}, byPython('x-payload-digest', 'sha256')],
  ['sumsub', 'SHA-512, by Python', { algorithm: 'sha512' }, byPython('x-payload-digest', 'sha512')],
  ['sumsub', 'SHA-1, by Python', { algorithm: 'sha1' }, byPython('x-payload-digest', 'sha1')],
  ['onfido', 'Workflow Studio, by @onfido/api', {}, byOnfido],
  ['onfido', 'classic checks, by @onfido/api', { product: 'classic' }, byOnfido],
  ['veriff', 'the older headers, by @octokit/webhooks-methods', {}, byOctokit('x-hmac-signature')],
  ['veriff', 'the newer headers, by Python', { 'header-names': 'vrf' }, byPython('vrf-hmac-signature', 'sha256')],
];

describe('deliveries caught over HTTP', () => {
  it.each(cases)('%s, %s: good where they are good, and no flaw passes', async (provider, _how, assume, verifier) => {
    const secret = 'a-secret_of-9-kinds';
    const caught = await catchAll(provider, secret, assume);
    const verdicts = await verifier(caught, secret);
    expect(caught.map((each, index) => [nameOf(each), verdicts[index]])).toEqual(
      caught.map((each) => [nameOf(each), each.flaw?.takes !== 'refuse']),
    );
    expect(caught.filter(({ flaw }) => flaw?.takes === 'refuse').length).toBeGreaterThanOrEqual(7);
  });
});
