// One provider and one issuer for a receiver that knows only one of each, and behind them as many sandboxes as there are
// scenarios. A call goes to the sandbox whose person it is about; what is about nobody goes to the stray one.
import { type Door, listen } from '../mocks/http/fastify.ts';
import type { Call, Dispatch, Service } from '../mocks/http/route.ts';
import { isJsonObject, readJson } from '../mocks/json.ts';
import type { Sandbox } from '../mocks/sandbox.ts';
import { createDirectCall, type DirectCall } from './direct-call.ts';
import { createDirectFetch } from './direct-fetch.ts';

export interface FrontDoor {
  readonly provider: string;
  readonly issuer: string;
  /** From now on calls about its people go to this sandbox. */
  add(sandbox: Sandbox): void;
  /** Answers both origins without a socket; any other call goes out. */
  readonly fetch: typeof globalThis.fetch;
  /** The same as plain data, and no other call. */
  readonly call: DirectCall;
  close(): Promise<void>;
}

export interface Ports {
  readonly provider: number;
  readonly issuer: number;
}

export async function openFrontDoor(strays: Sandbox, ports: Ports = { provider: 0, issuer: 0 }): Promise<FrontDoor> {
  const sandboxes: Sandbox[] = [];
  const owners = { email: new Map<string, Sandbox>(), id: new Map<string, Sandbox>() };

  function remember(kind: keyof typeof owners, key: string, sandbox: Sandbox): void {
    if (!owners[kind].has(key)) owners[kind].set(key, sandbox);
  }

  /** Whose it is, looked for once; a sandbox may meet new people at any time, so a miss is not remembered. */
  function owner(kind: keyof typeof owners, key: string | null, has: (sandbox: Sandbox) => boolean): Sandbox | null {
    if (key === null || key === '') return null;
    const known = owners[kind].get(key) ?? sandboxes.find(has) ?? null;
    if (known !== null) remember(kind, key, known);
    return known;
  }

  /** What stands in the provider's paths themselves names nobody. */
  const words = new Set(strays.provider.service.routes.flatMap(({ path }) => path.split(/[/;=]/)));

  function byEmail(email: string | null): Sandbox | null {
    const folded = email?.toLowerCase() ?? null;
    return owner('email', folded, ({ provider }) =>
      provider.subjects.applicants().some((person) => person.email.toLowerCase() === folded),
    );
  }

  function byHash(hash: string | null): Sandbox | null {
    return owner('id', hash, ({ issuer }) => issuer.credentials().some((credential) => credential.hash === hash));
  }

  /** A session or run, or whatever else an event has named (a verification) or its own record names (an applicant). */
  function bySubject(id: string): Sandbox | null {
    return owner(
      'id',
      id,
      ({ provider }) =>
        provider.subjects.get(id) !== null ||
        (isTelling(id) &&
          (provider.events().some(({ body }) => body.includes(`"${id}"`)) ||
            provider.subjects.list().some(({ fields }) => Object.values(fields).includes(id)))),
    );
  }

  function issuersOf(call: Call): Sandbox {
    const hash = call.query.get('coreClaimHash');
    return byHash(hash) ?? byEmail(emailOf(call.headers['x-partner-auth'])) ?? strays;
  }

  function providersOf(call: Call): Sandbox {
    for (const part of call.path.split(/[/;=]/)) {
      if (words.has(part)) continue;
      const found = bySubject(part) ?? bySubject(part.replace(/\.\w+$/, ''));
      if (found !== null) return found;
    }
    for (const email of emailsIn(call.body)) {
      const found = byEmail(email);
      if (found !== null) return found;
    }
    return strays;
  }

  const issuerDispatch: Dispatch = (call) => issuersOf(call).issuer.call(call);
  const providerDispatch: Dispatch = (call) => providersOf(call).provider.call(call);
  const opened = await openBoth([
    [strays.provider.service, ports.provider, providerDispatch],
    [strays.issuer.service, ports.issuer, issuerDispatch],
  ]);
  const [provider, issuer] = opened as [Door, Door];
  const origins = { [provider.url]: providerDispatch, [issuer.url]: issuerDispatch };
  return {
    provider: provider.url,
    issuer: issuer.url,
    add(sandbox) {
      sandboxes.push(sandbox);
      // Nearly everybody and everything that will be asked for is heard of first.
      sandbox.journal.listen((entry) => {
        if (entry.kind === 'subject.created') {
          remember('email', entry.applicant.toLowerCase(), sandbox);
          remember('id', entry.subject, sandbox);
          for (const id of idsOf(sandbox, entry.subject)) remember('id', id, sandbox);
        }
        if (entry.kind === 'credential.issued') remember('id', entry.hash, sandbox);
      });
    },
    fetch: createDirectFetch(origins),
    call: createDirectCall(origins),
    async close() {
      await Promise.all(opened.map((door) => door.close()));
    },
  };
}

/** What its own record calls a session or run, besides its id. */
function idsOf({ provider }: Sandbox, subject: string): readonly string[] {
  const fields = Object.values(provider.subjects.get(subject)?.fields ?? {});
  return fields.filter((field): field is string => typeof field === 'string' && isTelling(field));
}

/** Long enough to belong to one thing alone. */
const isTelling = (id: string): boolean => id.length >= 8;

async function openBoth(doors: readonly (readonly [Service, number, Dispatch])[]): Promise<readonly Door[]> {
  const tried = await Promise.allSettled(doors.map(([service, port, dispatch]) => listen(service, port, dispatch)));
  const failed = tried.find((each) => each.status === 'rejected');
  const open = tried.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  if (failed === undefined) return open;
  await Promise.all(open.map((door) => door.close()));
  throw failed.reason;
}

/** Decoded only: whether the token is good is for the issuer to say. */
function emailOf(token: string | undefined): string | null {
  const [, claims = '', ...rest] = token?.split('.') ?? [];
  if (rest.length !== 1 || !/^[\w-]+$/.test(claims)) return null;
  const read = readJson(Buffer.from(claims, 'base64url').toString('utf8'));
  return 'value' in read && isJsonObject(read.value) && typeof read.value.email === 'string' ? read.value.email : null;
}

/** Whoever a new session or run may be for: every provider has another place for the address, in JSON or in a form. */
function emailsIn(body: Buffer): readonly string[] {
  const text = body.toString('utf8');
  const isForm = !/^\s*[{[]/.test(text);
  const plain = isForm ? [...new URLSearchParams(text).values()].join(' ') : text;
  return plain.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
}
