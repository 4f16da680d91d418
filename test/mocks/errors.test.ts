import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { closest } from '../../mocks/closest.ts';
import { DoubleactError, errorCodes, toDoubleactError, unknownName } from '../../mocks/errors.ts';

describe('the list of codes', () => {
  it.each(Object.entries(errorCodes))('%s has a status, an exit code and a sentence', (code, row) => {
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(row.status).toBeGreaterThanOrEqual(400);
    expect(row.status).toBeLessThan(600);
    expect([2, 3, 4]).toContain(row.exit);
    expect(row.tells.length).toBeGreaterThan(5);
  });

  it('has a row for every code that is thrown anywhere', () => {
    const thrown = new Set<string>();
    for (const root of ['mocks', 'harness', 'src']) {
      for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
        if (!path.endsWith('.ts')) continue;
        const text = readFileSync(`${root}/${path}`, 'utf8');
        for (const [, code] of text.matchAll(/(?:new DoubleactError|unknownName)\(\s*'([^']+)'/g))
          thrown.add(code as string);
      }
    }
    expect(thrown.size).toBeGreaterThan(5);
    expect([...thrown].filter((code) => !(code in errorCodes))).toEqual([]);
  });
});

describe('an error', () => {
  it('is one sentence: where, what was expected, what was got, what to do', () => {
    const error = new DoubleactError('bad-value', {
      where: 'endpoint e1.secret',
      expected: 'a secret',
      got: 'an empty one',
      hint: 'Give one.',
    });
    expect(error.message).toBe('endpoint e1.secret: expected a secret, got an empty one');
    expect(error.sentence).toBe('endpoint e1.secret: expected a secret, got an empty one. Give one.');
    expect(error).toMatchObject({ name: 'DoubleactError', code: 'bad-value', where: 'endpoint e1.secret' });
  });

  it('without a hint ends with what was got', () => {
    const error = new DoubleactError('closed', { where: 'clock', expected: 'an open sandbox', got: 'a closed one' });
    expect(error.hint).toBeNull();
    expect(error.sentence).toBe('clock: expected an open sandbox, got a closed one.');
  });

  it('keeps its cause', () => {
    const cause = new Error('EADDRINUSE');
    expect(new DoubleactError('port-in-use', { where: 'port 1', expected: 'a', got: 'b', cause }).cause).toBe(cause);
  });

  it('of our own passes through; anything else thrown is a fault of ours, with its cause', () => {
    const own = new DoubleactError('closed', { where: 'a', expected: 'b', got: 'c' });
    expect(toDoubleactError(own, 'here')).toBe(own);
    const fault = new TypeError('x is not a function');
    expect(toDoubleactError(fault, 'here')).toMatchObject({ code: 'internal', where: 'here', cause: fault });
    expect(toDoubleactError('text', 'here').message).toBe('here: expected no fault of our own, got "text"');
  });
});

describe('a name that is not known', () => {
  const verbs = ['advance', 'emit', 'expect', 'redeliver', 'outage'];

  it('is answered with the nearest one', () => {
    const error = unknownName('unknown-step', 'steps[2]', 'emti', verbs);
    expect(error.code).toBe('unknown-step');
    expect(error.sentence).toBe(
      'steps[2]: expected one of advance, emit, expect, redeliver, outage, got "emti". Did you mean "emit"?',
    );
  });

  it('is answered with none when none is near', () => {
    expect(unknownName('unknown-step', 'steps[2]', 'zzzzzzzz', verbs).hint).toBeNull();
    expect(unknownName('not-found', 'delivery', 'dlv_1', []).message).toBe(
      'delivery: expected nothing here, got "dlv_1"',
    );
  });

  it.each([
    ['Emit', 'emit'],
    ['redelivery', 'redeliver'],
    ['adv', 'advance'],
    ['out-age', 'outage'],
    ['xyz', null],
    ['', null],
  ])('%j is a slip for %j', (given, meant) => {
    expect(closest(given, verbs)).toBe(meant);
  });
});
