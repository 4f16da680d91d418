import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../mocks/duration.ts';
import type { Entry } from '../../../mocks/journal.ts';
import { profiles } from '../../../mocks/provider/profiles/index.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../../mocks/sandbox.ts';
import { type Got, keepingReceiver, openReceiver } from '../../receivers.ts';

/** Fails twice in a row now and then, the same way every time. */
const shaky = (_got: Got, nth: number) => (nth % 4 < 2 ? 503 : 200);

/** A day in the life of a provider: people, retries, flaws, an outage, a rotation, a resend. */
async function live(sandbox: Sandbox, added?: string): Promise<void> {
  const { provider } = sandbox;
  const { approval } = provider.behaviour;
  sandbox.emit(approval, { applicant: 'ana' });
  await sandbox.advance(HOUR);
  if (added !== undefined) sandbox.emit(approval, { applicant: added });
  provider.decide('approved', { applicant: 'bea' });
  provider.outage(2 * HOUR);
  await sandbox.advance(3 * HOUR);
  sandbox.emit(approval, { applicant: { email: 'cy@example.com', level: 'enhanced' }, flaw: 'whitespace' });
  provider.endpoints.rotate('endpoint-1', HOUR);
  await sandbox.advance(HOUR);
  sandbox.emit(approval);
  provider.redeliver({}, HOUR, 2);
  await sandbox.advance(DAY);
  await sandbox.close();
}

async function liveInProcess(options: SandboxOptions, added?: string) {
  const { receiver, got } = keepingReceiver(shaky);
  const sandbox = createSandbox({ seed: 1, receiver, receiverTime: 'sandbox', ...options });
  await live(sandbox, added);
  return { sandbox, got, entries: sandbox.journal.entries() };
}

/** What only the wall clock decides. */
function timeless(entries: readonly Entry[]): unknown[] {
  return entries.map(({ wall: _wall, ...entry }) => ('took' in entry ? { ...entry, took: 0 } : entry));
}

describe('the same seed', () => {
  it.each(profiles.map(({ id }) => id))('%s: gives the same journal', async (provider) => {
    const [one, two] = [await liveInProcess({ provider }), await liveInProcess({ provider })];
    expect(one.entries.length).toBeGreaterThan(40);
    expect(timeless(two.entries)).toEqual(timeless(one.entries));
    expect(two.got).toEqual(one.got);
  });

  it('gives the same journal over HTTP, but for the times of the signatures', async () => {
    async function overHttp(): Promise<unknown[]> {
      const receiver = await openReceiver(shaky);
      const sandbox = createSandbox({ seed: 1, receiver: receiver.url });
      await live(sandbox);
      await receiver.close();
      const text = JSON.stringify(timeless(sandbox.journal.entries()))
        // The port is the machine's choice, the date of an answer the receiver's.
        .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1')
        .replaceAll(/"date":"[^"]+"/g, '"date":""')
        .replaceAll(/t=\d+,v1=[0-9a-f]+/g, 't=,v1=')
        .replaceAll(/"signed":"\d+\./g, '"signed":".');
      return JSON.parse(text);
    }
    expect(await overHttp()).toEqual(await overHttp());
  });

  it.each(profiles.map(({ id }) => id))(
    '%s: leaves everybody else alone when one more person comes in between',
    async (provider) => {
      const [without, within] = [await liveInProcess({ provider }), await liveInProcess({ provider }, 'dora')];
      const dora = within.sandbox.provider.subjects.applicant('dora').email;
      const told = ({ sandbox }: typeof within) =>
        sandbox.provider
          .events()
          .filter(({ applicant }) => applicant !== dora)
          .map(({ id, applicant, subject, created, body }) => ({
            id,
            applicant,
            subject,
            created,
            body: body.toString(),
          }));
      expect(told(within)).toEqual(told(without));
      expect(within.sandbox.provider.events().length).toBe(without.sandbox.provider.events().length + 1);
      const secrets = ({ sandbox }: typeof within) => sandbox.provider.endpoints.get('endpoint-1').secrets;
      expect(secrets(within)).toEqual(secrets(without));
    },
  );
});

describe('another seed', () => {
  it.each(profiles.map(({ id }) => id))('%s: changes ids, people, secrets and keys', async (provider) => {
    const [one, two] = [await liveInProcess({ provider }), await liveInProcess({ provider, seed: 2 })];
    const drawn = ({ sandbox }: typeof one) => [
      ...sandbox.provider.events().map(({ id }) => id),
      ...sandbox.provider.subjects.list().map(({ id }) => id),
      ...sandbox.provider.subjects.applicants().flatMap(({ key, email }) => (key.includes('@') ? [] : [email])),
      ...sandbox.provider.endpoints.list().flatMap(({ secrets, retired }) => [...secrets, ...retired]),
      ...sandbox.provider.keys.map(({ value }) => value),
      sandbox.issuer.partner.partnerId,
      sandbox.issuer.partner.issuerDid,
      sandbox.issuer.program.id,
    ];
    const both = drawn(one).filter((each) => drawn(two).includes(each));
    expect(both).toEqual([]);
    expect(drawn(two)).toHaveLength(drawn(one).length);
  });

  it('and another scenario under the same seed, too', async () => {
    const id = (scenario: string) => createSandbox({ seed: 1, scenario }).emit('verification.created').event.id;
    expect(id('one')).not.toBe(id('two'));
    expect(id('one')).toBe(id('one'));
  });
});
