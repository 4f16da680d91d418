// How the reference receiver reads signatures: schemes with a signed time, with none, and with several MACs.
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSwitch, type FaultId } from '../../harness/reference/faults.ts';
import { bareSeal, fieldsSeal, type Seal } from '../../harness/reference/seal.ts';
import { createSeal } from '../../harness/reference/signature.ts';

const secret = 'a-secret';
const body = Buffer.from('{"applicantId":"1"}');
const mac = (signed: string, algorithm = 'sha256', key = secret) =>
  createHmac(algorithm, key).update(signed).digest('hex');

function judge(seal: Seal | null, value: string | null, fault: FaultId | null = null) {
  const faulty = createSwitch(fault);
  const parts = { secret, next: null, foreign: null, now: () => 1_000_000, fields: [], faulty };
  return createSeal({ seal, ...parts })({ header: () => value, body });
}

describe('a bare MAC', () => {
  it.each(['sha1', 'sha256', 'sha512'] as const)('of %s is good, whenever it was made', (algorithm) => {
    expect(judge(bareSeal('x-digest', algorithm), mac(body.toString(), algorithm))).toBe('good');
  });

  it.each([
    ['another secret’s', mac(body.toString(), 'sha256', 'another'), 'wrong'],
    ['another algorithm’s', mac(body.toString(), 'sha1'), 'malformed'],
    ['half of it', mac(body.toString()).slice(0, 32), 'malformed'],
    ['no hex', 'z'.repeat(64), 'malformed'],
    ['empty', '', 'absent'],
    ['missing', null, 'absent'],
  ])('that is %s is not (%#)', (_what, value, verdict) => {
    expect(judge(bareSeal('x-digest'), value)).toBe(verdict);
  });

  it('of which half is enough is a fault', () => {
    expect(judge(bareSeal('x-digest'), mac(body.toString()).slice(0, 32), 'compares-only-a-prefix')).toBe('good');
  });
});

describe('fields', () => {
  const set = (t: number, key = secret) => `t=${t},v1=${mac(`${t}.${body}`, 'sha256', key)}`;

  it.each([
    ['are good in time', set(1000), 'good'],
    ['are not when they are old', set(600), 'untimely'],
    ['are not when the time is missing', `v1=${mac(`1000.${body}`)}`, 'malformed'],
    ['are not when only another scheme is there', `t=1000,v0=${mac(`1000.${body}`)}`, 'malformed'],
  ])('%s', (_what, value, verdict) => {
    expect(judge(fieldsSeal('signature'), value)).toBe(verdict);
  });

  it('in two sets are good if either is, where sets are parted by a space', () => {
    const two = `${set(1000)} ${set(1000, 'new')}`;
    expect(judge(fieldsSeal('signature', /[, ]+/), two)).toBe('good');
    expect(judge(fieldsSeal('signature'), two)).toBe('wrong');
  });
});

it('where nothing is signed, nothing is refused for its signature', () => {
  expect(judge(null, null)).toBe('good');
});
