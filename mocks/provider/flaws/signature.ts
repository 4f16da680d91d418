// Flaws of the signature: who signed, with what, and how the header is written.
import { DoubleactError } from '../../errors.ts';
import type { Part } from '../signing.ts';
import type { Flaw } from './flaw.ts';

export const signatureFlaws: readonly Flaw[] = [
  {
    id: 'tampered-body',
    tells: 'the body was changed after it was signed',
    takes: 'refuse',
    needs: 'signature',
    tamper: (body) => Buffer.from(tampered(body.toString('utf8'))),
  },
  {
    id: 'wrong-secret',
    tells: 'signed with a secret that this endpoint never had',
    takes: 'refuse',
    needs: 'signature',
    secrets: ({ foreign }) => [foreign],
  },
  {
    id: 'rotated-out-secret',
    tells: 'signed with a secret that was good before the last rotation',
    takes: 'refuse',
    needs: 'signature',
    secrets: ({ retired }) => {
      const last = retired[0];
      if (last !== undefined) return [last];
      throw new DoubleactError('conflict', {
        where: 'flaw rotated-out-secret',
        expected: 'an endpoint with a secret that was rotated out',
        got: 'one that still has its first secret',
        hint: 'Take the step rotate-secret first, and let its overlap pass.',
      });
    },
  },
  {
    id: 'no-signature',
    tells: 'no signature header at all',
    takes: 'refuse',
    needs: 'signature',
    headers: (headers, name) => Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name)),
  },
  {
    id: 'empty-signature',
    tells: 'an empty signature header',
    takes: 'refuse',
    needs: 'signature',
    headers: (headers, name) => (name === null ? headers : { ...headers, [name]: '' }),
  },
  {
    id: 'signature-without-timestamp',
    tells: 'a signature header with no t',
    takes: 'refuse',
    needs: 'timestamp',
    parts: (parts) => parts.filter(({ name }) => name !== 't'),
  },
  {
    id: 'signature-without-v1',
    tells: 'a signature header with no v1',
    takes: 'refuse',
    needs: 'scheme',
    parts: (parts) => parts.filter(({ name }) => name === 't'),
  },
  {
    id: 'signature-not-hex',
    tells: 'a signature of the right length that is not in the encoding',
    takes: 'refuse',
    needs: 'signature',
    parts: (parts) => eachMac(parts, (mac) => (/^[0-9a-f]*$/i.test(mac) ? 'z' : '*').repeat(mac.length)),
  },
  {
    id: 'signature-truncated',
    tells: 'only the first half of the signature',
    takes: 'refuse',
    needs: 'signature',
    parts: (parts) => eachMac(parts, (mac) => mac.slice(0, mac.length / 2)),
  },
  {
    id: 'signature-doubled-fields',
    tells: 'every field twice, the second time with other values',
    takes: 'either',
    needs: 'scheme',
    parts: (parts) => [...parts, ...eachMac(parts, reversed).map(later)],
  },
  {
    id: 'signature-good-v1-last',
    tells: 'two v1, of which only the last is good: as during a rotation',
    takes: 'accept',
    needs: 'scheme',
    macs: (macs) => macs.flatMap((mac) => [reversed(mac), mac]),
  },
  {
    id: 'signature-other-scheme',
    tells: 'the right signature under a scheme name that is not v1',
    takes: 'refuse',
    needs: 'scheme',
    parts: (parts) => parts.map((part) => (part.name === 't' ? part : { ...part, name: 'v0' })),
  },
];

function eachMac(parts: readonly Part[], change: (mac: string) => string): Part[] {
  return parts.map((part) => (part.name === 't' ? part : { ...part, value: change(part.value) }));
}

function later(part: Part): Part {
  return part.name === 't' ? { ...part, value: String(Number(part.value) + 1) } : part;
}

function reversed(mac: string): string {
  return [...mac].reverse().join('');
}

/** Changes what the event says of the person where it can, so that a receiver that believes it does harm. */
function tampered(text: string): string {
  const email = text.replace(/[\w.+-]+@example\.com/g, 'intruder@example.com');
  if (email !== text) return email;
  const turned = text.replace(/"(?:failed|blocked|BLOCKED|rejected)"/, '"completed"');
  if (turned !== text) return turned;
  const longer = text.replace(/\}\s*$/, ',"tampered":true}');
  return longer === text ? `${text} ` : longer;
}
