// The endpoints of one sandbox: added, switched on and off, their secrets rotated with an overlap.
import type { Clock } from '../clock.ts';
import { DoubleactError, unknownName } from '../errors.ts';
import type { Journal } from '../journal.ts';
import type { Random } from '../random.ts';
import { checkTarget, type Endpoint } from './endpoint.ts';
import type { Behaviour } from './profile.ts';

export interface EndpointDraft {
  readonly url: string;
  readonly id?: string | undefined;
  readonly secret?: string | undefined;
  readonly events?: readonly string[] | 'all' | undefined;
  readonly livemode?: boolean | undefined;
  readonly enabled?: boolean | undefined;
  /** Sent with every attempt besides the provider's own, such as X-Api-Key. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface Endpoints {
  add(draft: EndpointDraft): Endpoint;
  get(id: string): Endpoint;
  list(): readonly Endpoint[];
  /** An endpoint that takes no events by itself: it lends its secret to URLs given for one run where there is no other. */
  lender(url: string, livemode: boolean): Endpoint;
  setEnabled(id: string, enabled: boolean): Endpoint;
  /** A new secret; the one before stays good for `overlap` ms of sandbox time. */
  rotate(id: string, overlap: number, secret?: string): Endpoint;
}

interface Parts {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly random: Random;
  readonly behaviour: Behaviour;
  readonly allowHosts: readonly string[];
}

export function createEndpoints({ clock, journal, random, behaviour, allowHosts }: Parts): Endpoints {
  const endpoints = new Map<string, Endpoint>();
  const types = behaviour.events.map(({ type }) => type);

  function get(id: string): Endpoint {
    const endpoint = endpoints.get(id);
    if (endpoint === undefined) throw unknownName('not-found', 'endpoint', id, [...endpoints.keys()]);
    return endpoint;
  }

  const registry: Endpoints = {
    get,
    list: () => [...endpoints.values()],
    lender(url, livemode) {
      const id = livemode ? 'webhook-url-live' : 'webhook-url';
      return endpoints.get(id) ?? registry.add({ id, url, livemode, events: [] });
    },
    add(draft) {
      const id = draft.id ?? `endpoint-${endpoints.size + 1}`;
      const where = `endpoint ${id}`;
      if (endpoints.has(id)) {
        throw new DoubleactError('conflict', { where, expected: 'a new id', got: 'one that is taken' });
      }
      const livemode = draft.livemode ?? false;
      checkTarget(draft.url, { livemode, plainHttp: behaviour.plainHttp(livemode), allowHosts }, `${where}.url`);
      for (const type of draft.events === 'all' ? [] : (draft.events ?? [])) {
        if (!types.includes(type)) throw unknownName('unknown-event', `${where}.events`, type, types);
      }
      const secret = draft.secret ?? behaviour.secret(random, id);
      if (secret === '') {
        throw new DoubleactError('bad-value', { where: `${where}.secret`, expected: 'a secret', got: 'an empty one' });
      }
      journal.redactor.add(secret);
      const events = draft.events ?? 'all';
      const endpoint: Endpoint = {
        id,
        url: draft.url,
        events,
        livemode,
        enabled: draft.enabled ?? true,
        headers: headersOf(draft.headers ?? {}, `${where}.headers`),
        secrets: [secret],
        retired: [],
      };
      endpoints.set(id, endpoint);
      journal.append({ kind: 'endpoint.added', endpoint: id, url: draft.url, events, livemode });
      return endpoint;
    },
    setEnabled(id, enabled) {
      const endpoint = { ...get(id), enabled };
      endpoints.set(id, endpoint);
      journal.append({ kind: 'endpoint.changed', endpoint: id, enabled });
      return endpoint;
    },
    rotate(id, overlap, given) {
      const before = get(id);
      const old = before.secrets[0] as string;
      if (given !== undefined) mustBeNew(given, before);
      const secret = given ?? behaviour.secret(random, `${id} ${random.turn('rotation', id)}`);
      journal.redactor.add(secret);
      const secrets = overlap > 0 ? [secret, old] : [secret];
      const dropped = before.secrets.filter((each) => !secrets.includes(each));
      const endpoint = { ...before, secrets, retired: [...dropped, ...before.retired] };
      endpoints.set(id, endpoint);
      journal.append({ kind: 'secret.rotated', endpoint: id, overlap });
      if (overlap > 0) {
        clock.at(clock.now() + overlap, `secret of ${id} expires`, () => {
          const present = get(id);
          if (!present.secrets.includes(old)) return;
          const left = present.secrets.filter((each) => each !== old);
          endpoints.set(id, { ...present, secrets: left, retired: [old, ...present.retired] });
          journal.append({ kind: 'secret.expired', endpoint: id });
        });
      }
      return endpoint;
    },
  };
  return registry;
}

/** Such as a connection can carry; a bad one would only be found when nothing can be sent any more. */
function headersOf(headers: Readonly<Record<string, string>>, where: string): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(headers)) {
    if (/^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e]*$/.test(value)) continue;
    throw new DoubleactError('bad-value', {
      where: `${where}.${name}`,
      expected: 'a header name and a value of printable ASCII',
      got: JSON.stringify({ [name]: value }),
    });
  }
  return headers;
}

/** One that was good before could not be told from one that has been rotated out. */
function mustBeNew(secret: string, { id, secrets, retired }: Endpoint): void {
  if (secret !== '' && ![...secrets, ...retired].includes(secret)) return;
  throw new DoubleactError('bad-value', {
    where: `endpoint ${id}.secret`,
    expected: 'a secret that it never had',
    got: secret === '' ? 'an empty one' : 'one that it has or had',
  });
}
