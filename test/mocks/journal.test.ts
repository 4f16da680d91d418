import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bodyLimit, createJournal, type Entry, type Happening, toBody } from '../../mocks/journal.ts';

function stage(limit?: number) {
  let now = 1000;
  const clock = { start: 1000, now: () => now, wall: () => now + 5_000_000 };
  return { journal: createJournal(clock, limit), pass: (ms: number) => (now += ms) };
}

function outage(until: number): Happening {
  return { kind: 'outage.began', until };
}

function moved(applicant: string, to: string): Happening {
  return { kind: 'subject.moved', subject: `ses_${applicant}`, applicant, from: 'created', to };
}

function received(text: string, headers: Record<string, string> = {}): Happening {
  const call = 'call_1';
  const body = toBody(Buffer.from(text));
  return {
    kind: 'call.received',
    side: 'issuer',
    call,
    applicant: null,
    method: 'POST',
    path: '/',
    query: '',
    headers,
    body,
  };
}

describe('an entry that is told of something else', () => {
  it('is told when somebody asks, and once', () => {
    const { journal, pass } = stage();
    const source = { until: 7 };
    let told = 0;
    const tell = ({ until }: typeof source): Happening => {
      told += 1;
      return outage(until);
    };
    journal.appendTold(source, tell);
    pass(250);
    journal.append({ kind: 'outage.ended' });
    expect(told).toBe(0);
    expect(journal.entries()).toEqual(journal.entries());
    expect(journal.entries()[0]).toMatchObject({ seq: 1, at: 0, kind: 'outage.began', until: 7 });
    expect(told).toBe(1);
    // What it is told of stays its owner's.
    expect(source).toEqual({ until: 7 });
  });

  it('is told at once where somebody listens, with what is secret blacked out', () => {
    const { journal } = stage();
    journal.redactor.add('whsec_of_somebody');
    const heard: Entry[] = [];
    journal.listen((entry) => heard.push(entry));
    journal.appendTold({ label: 'whsec_of_somebody' }, ({ label }) => ({
      kind: 'task.failed',
      label: '',
      message: label,
    }));
    expect(heard).toMatchObject([{ kind: 'task.failed', message: '[redacted]' }]);
  });

  it('is let go like any other', () => {
    const { journal } = stage(10);
    for (let until = 0; until < 30; until++) journal.appendTold({ until }, ({ until }) => outage(until));
    expect(journal.entries().at(-1)).toMatchObject({ seq: 30, until: 29 });
    expect(journal.entries().length + journal.dropped()).toBe(30);
  });
});

describe('the journal', () => {
  it('numbers what happened, and dates it in sandbox time since the beginning and in wall time', () => {
    const { journal, pass } = stage();
    journal.append(outage(7));
    pass(250);
    journal.append({ kind: 'outage.ended' });
    expect(journal.entries().at(-1)).toEqual({ kind: 'outage.ended', seq: 2, at: 250, wall: 5_001_250 });
    expect(journal.entries().map(({ seq, at }) => [seq, at])).toEqual([
      [1, 0],
      [2, 250],
    ]);
  });

  it('filters by kind, by several kinds, by person and by what came after', () => {
    const { journal } = stage();
    journal.append(moved('ada', 'processing'));
    journal.append(moved('bob', 'processing'));
    journal.append(outage(1));
    journal.append(moved('ada', 'completed'));
    const seqs = (filter: Parameters<typeof journal.entries>[0]) => journal.entries(filter).map(({ seq }) => seq);
    expect(seqs({ kind: 'outage.began' })).toEqual([3]);
    expect(seqs({ kind: ['outage.began', 'outage.ended'] })).toEqual([3]);
    expect(seqs({ applicant: 'ada' })).toEqual([1, 4]);
    expect(seqs({ applicant: 'ada', kind: 'outage.began' })).toEqual([]);
    expect(seqs({ after: 2 })).toEqual([3, 4]);
    expect(seqs({ after: 1, kind: 'subject.moved' })).toEqual([2, 4]);
    expect(seqs({ after: 99 })).toEqual([]);
    expect(seqs({})).toEqual([1, 2, 3, 4]);
  });

  it('filters by event, delivery and call', () => {
    const { journal } = stage();
    const about = { delivery: 'dlv_1', event: 'evt_1', applicant: 'ada' };
    journal.append({ kind: 'delivery.closed', ...about, state: 'delivered', attempts: 1 });
    journal.append(received('x'));
    expect(journal.entries({ delivery: 'dlv_1' })).toHaveLength(1);
    expect(journal.entries({ event: 'evt_2' })).toHaveLength(0);
    expect(journal.entries({ call: 'call_1' }).map(({ kind }) => kind)).toEqual(['call.received']);
  });

  it('lets go of the oldest above its limit, says how many, and keeps their numbers', () => {
    const { journal } = stage(10);
    for (let n = 1; n <= 12; n++) journal.append(outage(n));
    expect(journal.dropped()).toBe(2);
    expect(journal.entries().map(({ seq }) => seq)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(journal.entries({ after: 11 }).map(({ seq }) => seq)).toEqual([12]);
    expect(journal.entries({ after: 1 })).toHaveLength(10);
  });

  it('tells its listeners until they stop', () => {
    const { journal } = stage();
    const heard: Entry[] = [];
    const stop = journal.listen((entry) => heard.push(entry));
    journal.append(outage(1));
    stop();
    journal.append(outage(2));
    expect(heard.map(({ seq }) => seq)).toEqual([1]);
  });

  it('is one line of JSON an entry', () => {
    const { journal } = stage();
    expect(journal.toNdjson()).toBe('');
    journal.append(moved('ada', 'completed'));
    journal.append(outage(3));
    const lines = journal.toNdjson().split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toEqual(journal.entries());
    expect(journal.toNdjson({ kind: 'outage.began' }).trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('a stream', () => {
  async function collect(stream: AsyncIterable<Entry>): Promise<number[]> {
    const seqs: number[] = [];
    for await (const { seq } of stream) seqs.push(seq);
    return seqs;
  }

  it('begins with what is there, goes on with what comes, and ends when the journal is closed', async () => {
    const { journal } = stage();
    journal.append(moved('ada', 'completed'));
    const seqs = collect(journal.stream({ applicant: 'ada' }));
    await Promise.resolve();
    journal.append(moved('bob', 'completed'));
    journal.append(moved('ada', 'expired'));
    journal.close();
    expect(await seqs).toEqual([1, 3]);
  });

  it('of a closed journal gives what is there and ends', async () => {
    const { journal } = stage();
    journal.append(outage(1));
    const before = journal.stream();
    journal.close();
    expect(await collect(before)).toEqual([1]);
    expect(await collect(journal.stream())).toEqual([1]);
  });

  it('ends when its reader has read enough', async () => {
    const { journal } = stage();
    journal.append(outage(1));
    for await (const { seq } of journal.stream()) {
      expect(seq).toBe(1);
      break;
    }
  });
});

describe('bodies', () => {
  it('are kept as text with their true length', () => {
    expect(toBody(Buffer.from('São'))).toEqual({ text: 'São', bytes: 4, cut: false });
  });

  it('are cut where they are too long', () => {
    const body = toBody(Buffer.alloc(bodyLimit + 1, 'a'));
    expect(body).toMatchObject({ bytes: bodyLimit + 1, cut: true });
    expect(body.text).toHaveLength(bodyLimit);
  });
});

describe('what is blacked out', () => {
  function shown(text: string, secrets: readonly string[] = []): string {
    const { journal } = stage();
    for (const secret of secrets) journal.redactor.add(secret);
    journal.append(received(text));
    return journal.entries({ kind: 'call.received' })[0]?.body.text ?? '';
  }

  function shownHeaders(headers: Record<string, string>): Record<string, string> {
    const { journal } = stage();
    journal.append(received('', headers));
    return { ...journal.entries({ kind: 'call.received' })[0]?.headers };
  }

  it('is what a receiver tells of its effects, too', () => {
    const { journal } = stage();
    const effect = { id: 'sk_test_abcdef', level: '-----BEGIN PRIVATE KEY-----', at: null, live: true };
    const told = { kind: 'effect.seen', applicant: 'ana', url: 'http://127.0.0.1/e?email=ana', message: '' } as const;
    journal.append({ ...told, effects: [effect, effect] });
    expect(journal.entries().at(-1)).toMatchObject({
      url: 'http://127.0.0.1/e?email=[redacted]',
      effects: [{ ...effect, id: 'sk_test_[redacted]' }, { id: 'sk_test_[redacted]' }],
    });
  });

  it.each([
    ['a secret that was given', 'x hunter22 y', ['hunter22'], 'x [redacted] y'],
    ['a secret with the signs of a pattern in it', 'a.b*c(d)!', ['b*c(d)'], 'a.[redacted]!'],
    [
      'a secret that contains another',
      'longsecret-tail longsecret',
      ['longsecret', 'longsecret-tail'],
      '[redacted] [redacted]',
    ],
    ['what is too short to be a secret stays', 'abc', ['abc'], 'abc'],
    ['a webhook secret', '{"secret":"whsec_abcDEF123"}', [], '{"secret":"whsec_[redacted]"}'],
    ['a test key', 'key sk_test_abcdef', [], 'key sk_test_[redacted]'],
    ['a live key', 'key ak_live_abcdef.', [], 'key ak_live_[redacted].'],
    ['a word that only begins like one stays', 'sk_test_', [], 'sk_test_'],
  ])('%s', (_name, text, secrets, expected) => {
    expect(shown(text, secrets)).toBe(expected);
  });

  it('of a JWT only the signature: its header and claims are evidence', () => {
    const jwt = [{ alg: 'ES256', kid: 'k1' }, { email: 'ada@example.com' }].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    expect(shown(`token=${jwt.join('.')}.c2lnbmF0dXJl&x=1`)).toBe(`token=${jwt.join('.')}.[redacted]&x=1`);
  });

  it.each([
    { format: 'pem', type: 'pkcs8' },
    { format: 'pem', type: 'pkcs1', cipher: 'aes-256-cbc', passphrase: 'p' },
  ] as const)('a private key ($type)', (encoding) => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 512,
      privateKeyEncoding: encoding,
      publicKeyEncoding: { format: 'pem', type: 'spki' },
    });
    const begin = privateKey.split('\n')[0];
    expect(shown(`before ${privateKey}after`)).toBe(`before ${begin}[redacted]\nafter`);
    expect(shown(JSON.stringify({ privateKey }))).toBe(`{"privateKey":"${begin}[redacted]\\n"}`);
    expect(shown(publicKey)).toBe(publicKey);
  });

  it('two private keys one by one, so that what stands between them stays', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----';
    expect(shown(`${key} between ${key}`)).toBe(
      '-----BEGIN PRIVATE KEY-----[redacted] between -----BEGIN PRIVATE KEY-----[redacted]',
    );
  });

  it('headers that carry credentials, but not their scheme', () => {
    expect(
      shownHeaders({
        authorization: 'Bearer sk_test_abc',
        Authorization: 'Basic dXNlcjpwYXNz',
        'X-API-Key': 'ak_live_abc',
        cookie: 'session=1',
        'content-type': 'application/json',
        'x-note': 'whsec_abcdef',
      }),
    ).toEqual({
      authorization: 'Bearer sk_test_[redacted]',
      Authorization: 'Basic [redacted]',
      'X-API-Key': 'ak_live_[redacted]',
      cookie: '[redacted]',
      'content-type': 'application/json',
      'x-note': 'whsec_[redacted]',
    });
  });

  it('queries and messages too', () => {
    const { journal } = stage();
    journal.redactor.add('hunter22');
    journal.append({ ...received(''), query: 'key=hunter22' } as Happening);
    journal.append({ kind: 'task.failed', label: 'attempt', message: 'refused hunter22' });
    expect(journal.toNdjson()).not.toContain('hunter22');
  });

  it('but never the length of a body', () => {
    const { journal } = stage();
    journal.append(received('sk_test_abcdef'));
    expect(journal.entries({ kind: 'call.received' })[0]?.body).toEqual({
      text: 'sk_test_[redacted]',
      bytes: 14,
      cut: false,
    });
  });
});
