import { describe, expect, it } from 'vitest';
import { type Flag, operandsKey, readFlags, toPairs } from '../../src/flags.ts';

const flags: readonly Flag[] = [{ name: 'seed', value: 'N', kind: 'whole', tells: '' }];

describe('operands', () => {
  it('are collected where a command takes them', () => {
    expect(readFlags(flags, ['one.yaml', '--seed', '7', 'two'], 'doubleact test', true)).toEqual({
      [operandsKey]: ['one.yaml', 'two'],
      seed: 7,
    });
  });

  it('are refused where it takes none', () => {
    expect(() => readFlags(flags, ['one.yaml'], 'doubleact serve')).toThrow('doubleact serve: expected flags');
  });
});

describe('pairs', () => {
  it('are split at the first sign', () => {
    expect(toPairs(['a=b=c', 'd=e'], '--skip', 'CHECK=REASON')).toEqual({ a: 'b=c', d: 'e' });
  });

  it.each(['a', '=b', 'a='])('are refused when there is only one half: %s', (pair) => {
    expect(() => toPairs([pair], '--skip', 'CHECK=REASON')).toThrow('--skip: expected CHECK=REASON');
  });
});
