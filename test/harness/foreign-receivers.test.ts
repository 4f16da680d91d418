// Receivers in other languages, judged as a user judges them: `doubleact test --exec`. Each is correct as it stands, and
// each line marked SPOIL, spoiled by itself, breaks exactly what it must and nothing else.
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { python } from '../python.ts';
import { brokenIn, examined } from '../src/examined.ts';

interface Right {
  readonly provider: string;
  /** All unless some are named. */
  readonly scenarios: readonly string[];
  /** So many musts at least it is seen to meet. */
  readonly met: number;
}

interface Spoiled {
  /** As the line itself says after SPOIL. */
  readonly line: string;
  /** What stands in its place. */
  readonly python: string;
  /** Where it is spoiled in Java too: a virtual machine for each takes its time, and what every line does is seen in Python. */
  readonly java?: string;
  /** Where it shows; every check judges all of it. */
  readonly scenarios: readonly string[];
  readonly breaks: readonly string[];
}

const spoiled: readonly Spoiled[] = [
  {
    line: 'the life of a token',
    python: '"exp": now + 86400,',
    scenarios: [],
    breaks: ['signs-no-long-lived-tokens', 'signs-short-lived-tokens'],
  },
  {
    line: 'the tolerance',
    python: 'if stamp == "":',
    scenarios: ['time-window', 'signature-forged'],
    breaks: ['does-nothing-for-a-refused-delivery', 'refuses-a-future-timestamp', 'refuses-a-stale-timestamp'],
  },
  {
    line: 'the signature',
    python: 'return own != b""',
    java: 'fits = !macs.isEmpty();',
    scenarios: ['signature-forged', 'signature-malformed', 'signature-missing', 'time-window'],
    breaks: [
      'does-nothing-for-a-refused-delivery',
      'refuses-a-signature-that-is-not-hex',
      'refuses-a-tampered-body',
      'refuses-a-truncated-signature',
      'refuses-a-wrong-secret',
    ],
  },
  {
    line: 'the mode',
    python: 'if not isinstance(result, dict):',
    scenarios: ['livemode'],
    breaks: ['issues-nothing-for-the-other-mode'],
  },
  {
    line: 'the decision',
    python: 'passed = True',
    scenarios: ['decision-canceled', 'decision-expired', 'decision-not-approved', 'decision-pending', 'livemode'],
    breaks: [
      'issues-nothing-for-a-cancellation',
      'issues-nothing-for-a-rejection',
      'issues-nothing-for-an-expiry',
      'issues-nothing-under-review',
      'issues-nothing-while-pending',
    ],
  },
  {
    // Takes whoever comes again for somebody new.
    line: 'the deduplication by id',
    python: 'if event.get("id") in seen and people.clear():',
    scenarios: ['duplicates', 'duplicate-late', 'same-id-other-body', 'lost-acknowledgement'],
    breaks: [
      'dedupes-concurrent-duplicates',
      'dedupes-late-duplicates',
      'dedupes-sequential-duplicates',
      'dedupes-the-same-id-with-another-body',
      'survives-a-lost-acknowledgement',
    ],
  },
  {
    line: 'the order of events',
    python: 'if passed is None:',
    scenarios: ['late-older-event', 'reordered', 'overtaken-approval'],
    breaks: ['does-not-let-an-overtaken-event-regress'],
  },
  {
    line: 'the repetition',
    python: '"onDuplicate": "revoke",',
    scenarios: ['committed-then-dropped'],
    breaks: ['makes-one-credential-after-a-dropped-answer'],
  },
  {
    line: 'the wait before a repetition',
    python: 'time.sleep(0.01)',
    scenarios: ['rate-limited'],
    breaks: ['honours-retry-after'],
  },
  {
    // Waits less and less.
    line: 'the back-off',
    python: 'time.sleep(0.8 / 2**attempt)',
    scenarios: ['slow-chain'],
    breaks: ['polls-with-back-off'],
  },
];

/** One of each kind. */
const few = [
  ...['approved', 'bytes', 'decision-not-approved', 'duplicates', 'livemode', 'overtaken-approval'],
  ...['signature-forged', 'signature-malformed', 'signature-missing', 'time-window', 'transport'],
];

/** First the one that takes longest. */
const languages = [
  {
    name: 'Receiver.java',
    mark: '// SPOIL ',
    needs: { program: 'javac', package: 'default-jdk-headless (17 or later)' },
    replacement: ({ java = '' }: Spoiled) => java,
    prepare: compileJava,
    // RS256 with the few tokens of a spoiled one: for hundreds it would need the optimising compiler, which takes its time too.
    algorithm: { whole: 'ES256', spoiled: 'RS256' },
    // It does all the cryptography before that has been compiled: what every scenario shows is seen in Python.
    right: [{ provider: 'kycert', scenarios: few, met: 36 }] as Right[],
    lines: spoiled.filter(({ java }) => java !== undefined),
  },
  {
    name: 'receiver.py',
    mark: '# SPOIL ',
    needs: { program: 'python3', package: 'python3 (3.8 or later)' },
    replacement: ({ python }: Spoiled) => python,
    prepare: writePython,
    algorithm: { whole: 'ES256', spoiled: 'ES256' },
    right: [
      { provider: 'kyve', scenarios: [], met: 56 },
      { provider: 'kycert', scenarios: [], met: 56 },
    ] as Right[],
    lines: spoiled,
  },
] as const;
type Language = (typeof languages)[number];

/** What starts each variant, by the line that is spoiled in it. */
type Commands = ReadonlyMap<string, string>;
const asItStands = 'nothing';

const folder = mkdtempSync(join(tmpdir(), 'doubleact-test-'));
const configs = { ES256: configFor('ES256'), RS256: configFor('RS256') };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const language of languages) {
  describe.concurrent(language.name, { timeout: 60_000 }, () => {
    const source = readFileSync(`test/receivers/${language.name}`, 'utf8');
    let commands: Commands;
    beforeAll(async () => {
      demand(language);
      commands = await language.prepare(variantsOf(source, language));
    });

    it.each(language.right)('is correct for $provider: no must is broken', async ({ provider, scenarios, met }) => {
      const command = commands.get(asItStands) ?? '';
      const { exit, result } = await examined(argv(language.algorithm.whole, provider, command, scenarios));
      const musts = result.checks.filter(({ level }) => level === 'must');
      expect(musts.filter(({ verdict }) => verdict !== 'met' && verdict !== 'idle')).toEqual([]);
      expect({ exit, because: result.because }).toEqual({ exit: 0, because: [] });
      expect(musts.filter(({ verdict }) => verdict === 'met').length).toBeGreaterThanOrEqual(met);
    });

    it.each(language.lines)('with $line spoiled breaks $breaks', async ({ line, scenarios, breaks }) => {
      // One by one, and first somebody who is waited for: then the program is awake.
      const words = argv(language.algorithm.spoiled, 'kyve', commands.get(line) ?? '', ['approved', ...scenarios]);
      const { result } = await examined([...words, '--parallel', '1']);
      expect(brokenIn(result), result.because.join('\n')).toEqual(breaks);
      expect(result.summary.unknown).toBe(0);
    });

    it('has no other line to spoil', () => {
      const marked = source.split('\n').flatMap((each) => each.split(language.mark)[1] ?? []);
      expect(marked.sort()).toEqual(language.lines.map(({ line }) => line).sort());
    });
  });
}

/** Its waits are a fifth of the documented ones: they grow as they should, and nobody has to wait as long. */
function argv(
  algorithm: keyof typeof configs,
  provider: string,
  command: string,
  scenarios: readonly string[] = [],
): readonly string[] {
  const exec = `export RECEIVER_FIRST_WAIT=0.2; ${command}`;
  return [...scenarios, '--provider', provider, '--exec', exec, '--seed', '1', '--config', configs[algorithm]];
}

/** What the partner signs with. */
function configFor(algorithm: string): string {
  const path = join(folder, `${algorithm}.json`);
  writeFileSync(path, JSON.stringify({ issuer: { partner: { algorithm } } }));
  return path;
}

function demand({ name, needs }: Language): void {
  if (spawnSync('sh', ['-c', `command -v ${needs.program}`]).status === 0) return;
  throw new Error(`${name}: expected ${needs.program} on this machine, got none; install ${needs.package}.`);
}

/** Source by the line that is spoiled in it. */
function variantsOf(source: string, { mark, replacement, lines: wanted }: Language): ReadonlyMap<string, string> {
  const lines = source.split('\n');
  const variants = wanted.map((each) => {
    const at = lines.findIndex((line) => line.endsWith(`${mark}${each.line}`));
    const indent = /^ */.exec(lines[at] ?? '')?.[0] ?? '';
    return [each.line, lines.with(at, indent + replacement(each)).join('\n')] as const;
  });
  return new Map([[asItStands, source], ...variants]);
}

function writePython(variants: ReadonlyMap<string, string>): Commands {
  return new Map(
    [...variants].map(([line, source], at) => {
      const path = join(folder, `receiver-${at}.py`);
      writeFileSync(path, source);
      // -S: without what else has been put into this Python. It needs the standard library alone, and is there sooner.
      return [line, `exec '${python()}' -S ${path}`];
    }),
  );
}

/** A package each, so that the compiler is started only once: `java Receiver.java` would start it each time. */
async function compileJava(variants: ReadonlyMap<string, string>): Promise<Commands> {
  const files = [...variants.values()].map((source, at) => {
    mkdirSync(join(folder, `v${at}`));
    const path = join(folder, `v${at}`, 'Receiver.java');
    writeFileSync(path, `package v${at};\n${source}`);
    return path;
  });
  const flags = ['-J-XX:TieredStopAtLevel=1', '-J-XX:+UseSerialGC', '-proc:none', '-nowarn', '-d', folder];
  await new Promise<void>((resolve, reject) => {
    execFile('javac', [...flags, ...files], (fault) => (fault === null ? resolve() : reject(fault)));
  });
  const java = 'exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC';
  return new Map([...variants.keys()].map((line, at) => [line, `${java} -cp ${folder} v${at}.Receiver`]));
}
