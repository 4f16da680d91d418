import { describe, expect, it } from 'vitest';
import type { Entry } from '../../mocks/journal.ts';
import { createProgress } from '../../src/progress.ts';

describe('progress', () => {
  it('is a line every half second of what the journals saw', () => {
    const lines: string[] = [];
    const hear = createProgress((line) => lines.push(line), 2);
    const entry = (kind: string, wall: number) => ({ kind, wall, seq: 1, at: 0 }) as unknown as Entry;
    hear('one', entry('attempt.sent', 1000));
    hear('one', entry('attempt.answered', 1100));
    hear('two', entry('attempt.sent', 1600));
    hear('two', entry('credential.issued', 1700));
    hear('two', entry('attempt.answered', 2200));
    expect(lines).toEqual([
      '0.6 s  2/2 scenarios begun, 1/2 attempts answered, 0 issuer calls, 0 credentials',
      '1.2 s  2/2 scenarios begun, 2/2 attempts answered, 0 issuer calls, 1 credentials',
    ]);
  });
});
