// Signatures as somebody else's program checks them: deliveries caught over real HTTP, verified in other languages with
// nothing but their standard libraries, and by the stripe package, whose scheme it is.
import { spawnSync } from 'node:child_process';
import Stripe from 'stripe';
import { beforeAll, describe, expect, it } from 'vitest';
import { python } from '../python.ts';
import { type Caught, catchAll, nameOf } from './caught.ts';

interface Language {
  readonly name: string;
  /** Throws where there is none. */
  readonly command: () => string;
  /** Exits with 0 where what it needs is there too. */
  readonly probe: readonly string[];
  readonly run: readonly string[];
}

/** Each reads lines of signature, body in base64, secret and time, and writes 1 or 0 for each. */
const inPython = `
import sys, hmac, hashlib, base64
for line in sys.stdin:
    signature, body, secret, now = line.rstrip("\\n").split("\\t")
    fields = [field.split("=", 1) for field in signature.split(",") if "=" in field]
    times = [value for name, value in fields if name == "t"]
    good = len(times) == 1 and times[0].isdigit() and abs(int(now) - int(times[0])) <= 300
    if good:
        signed = times[0].encode() + b"." + base64.b64decode(body)
        right = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
        good = any(hmac.compare_digest(value.encode(), right.encode()) for name, value in fields if name == "v1")
    print(1 if good else 0)
`;
const inPerl = `
use strict; use warnings; use Digest::SHA qw(hmac_sha256_hex); use MIME::Base64 qw(decode_base64);
while (my $line = <STDIN>) {
    chomp $line;
    my ($signature, $body, $secret, $now) = split /\\t/, $line, -1;
    my (@times, @macs);
    for (split /,/, $signature) {
        push @times, $1 if /^t=(\\d+)$/;
        push @macs, $1 if /^v1=([0-9a-f]{64})$/;
    }
    my $good = @times == 1 && abs($now - $times[0]) <= 300;
    if ($good) {
        my $right = hmac_sha256_hex($times[0] . "." . decode_base64($body), $secret);
        $good = grep { $_ eq $right } @macs;
    }
    print $good ? "1\\n" : "0\\n";
}
`;
const languages: readonly Language[] = [
  { name: 'Python', command: python, probe: ['-c', 'import hmac, hashlib, base64'], run: ['-c', inPython] },
  { name: 'Perl', command: () => 'perl', probe: ['-MDigest::SHA', '-MMIME::Base64', '-e', '1'], run: ['-e', inPerl] },
];
const spoken = languages.filter(isSpoken);

const plain = /^t=\d{10},v1=[0-9a-f]{64}$/;
const providers = [
  { provider: 'kyve', header: 'kyc-signature', secret: 'a-secret-as-kyve-has-none-published', looks: plain },
  { provider: 'kycert', header: 'kycert-signature', secret: 'whsec_b7f0c2d94e1a4c6f8a3e5d7c9b1f2a04', looks: plain },
  {
    provider: 'stripe-identity',
    header: 'stripe-signature',
    secret: 'whsec_b7f0c2d94e1a4c6f8a3e5d7c9b1f2a05',
    looks: /^t=\d{10},v1=[0-9a-f]{64},v0=[0-9a-f]{64}$/,
  },
  {
    provider: 'persona',
    header: 'persona-signature',
    secret: 'wbhsec_b7f0c2d9-4e1a-4c6f-8a3e-5d7c9b1f2a04',
    looks: plain,
  },
] as const;

/** Persona's header may hold whole sets parted by spaces: one that verifies is enough. */
const setsOf = (text: string | undefined): readonly string[] => (text ?? '').split(' ');

it('there is another language here to verify with', () => {
  const sought = languages.map(({ name, probe }) => `${name} ${probe.join(' ')}`).join('; ');
  expect(
    spoken,
    `neither Python nor Perl was found, so no signature was verified independently: ${sought}`,
  ).not.toEqual([]);
});

describe.each(providers)('$provider: deliveries caught over HTTP', ({ provider, header, secret, looks }) => {
  let caught: readonly Caught[] = [];
  beforeAll(async () => {
    caught = await catchAll(provider, secret);
  });
  const shouldPass = () => caught.map((each) => [nameOf(each), each.flaw?.takes !== 'refuse']);

  it('are as many as were sent, with the header that is documented or assumed', () => {
    expect(caught.length).toBeGreaterThan(20);
    expect(caught[0]?.headers[header]).toMatch(looks);
  });

  it.each(spoken.map((language) => [language.name, language] as const))(
    '%s takes what is good and refuses every forgery',
    (_name, { command, run }) => {
      const sets = caught.flatMap((each) => setsOf(each.headers[header]).map((set) => ({ ...each, set })));
      const lines = sets.map(({ set, body, now }) => [set, body.toString('base64'), secret, now].join('\t'));
      const { stdout, stderr, status } = spawnSync(command(), run, {
        input: `${lines.join('\n')}\n`,
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
      const verdicts = stdout.trim().split('\n');
      const good = new Set(sets.filter((_set, index) => verdicts[index] === '1').map(nameOf));
      expect(caught.map((each) => [nameOf(each), good.has(nameOf(each))])).toEqual(shouldPass());
    },
  );

  it('the stripe package does the same, but for signatures from the future, which it takes', () => {
    const takes = ({ headers, body, now }: Caught): boolean =>
      setsOf(headers[header]).some((set) => {
        try {
          Stripe.webhooks.constructEvent(body, set, secret, 300, undefined, now * 1000);
          return true;
        } catch (fault) {
          if (fault instanceof Stripe.errors.StripeSignatureVerificationError) return false;
          throw fault;
        }
      });
    expect(caught.map((each) => [nameOf(each), takes(each)])).toEqual(
      shouldPass().map(([name, passes]) => [name, passes || name === 'future-timestamp']),
    );
  });
});

function isSpoken({ command, probe }: Language): boolean {
  try {
    return spawnSync(command(), probe).status === 0;
  } catch {
    return false;
  }
}
