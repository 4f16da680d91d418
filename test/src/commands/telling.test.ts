// `list`, `explain` and `init` as a user runs them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProcess } from '../in-process.ts';
import { folderWith, run } from '../program.ts';

describe.concurrent('doubleact list', () => {
  it('lists one kind, or all', async () => {
    expect((await inProcess(['list', 'providers'])).out).toContain('kycert');
    const all = JSON.parse((await inProcess(['list', '--json'])).out) as Record<string, readonly unknown[]>;
    expect(Object.keys(all)).toEqual(expect.arrayContaining(['checks', 'scenarios', 'steps', 'providers', 'faults']));
    expect(Object.values(all).every((list) => list.length > 0)).toBe(true);
  });

  it('knows its kinds', async () => {
    expect(await inProcess(['list', 'check'])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('Did you mean "checks"?'),
    });
  });
});

describe.concurrent('doubleact explain', () => {
  it('tells of things of every kind, of several at once', async () => {
    const things = [
      ['refuses-a-tampered-body', '(checks)'],
      ['emit', '(steps)'],
      ['kycert', '(providers)'],
      ['tampered-body', '(flaws)'],
      ['committed-then-dropped', '(moods)'],
      ['no-verification', '(faults)'],
      ['issuer.scope', '(assumptions)'],
    ] as const;
    const { out, exit } = await inProcess(['explain', ...things.map(([id]) => id)]);
    expect(exit).toBe(0);
    for (const [id, kind] of things) expect(out).toContain(`${id} ${kind}`);
  });

  it('helps with a slip of the fingers', async () => {
    expect(await inProcess(['explain', 'tamperd-body'])).toMatchObject({
      exit: 2,
      err: expect.stringContaining('Did you mean "tampered-body"?'),
    });
  });
});

describe.concurrent('doubleact init', () => {
  it('writes what can be run as it is', async () => {
    const folder = folderWith({});
    expect((await run(['init', '--provider', 'kycert', '--exec', 'node x.js'], { folder })).exit).toBe(0);
    expect(readFileSync(join(folder, '.github/workflows/doubleact.yml'), 'utf8')).toContain('npx doubleact test');
    // The receiver is not there; what was written is read without a complaint.
    const { exit, err } = await run(['test', 'doubleact/first.yaml'], { folder });
    expect(err).toContain('1 scenarios against node x.js');
    expect(exit).toBe(3);
  });

  it('never writes over a file', async () => {
    const folder = folderWith({ 'doubleact.config.ts': '// mine\n' });
    const { out } = await run(['init'], { folder });
    expect(out).toContain('left as it is  doubleact.config.ts');
    expect(readFileSync(join(folder, 'doubleact.config.ts'), 'utf8')).toBe('// mine\n');
  });
});
