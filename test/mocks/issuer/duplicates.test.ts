// A second credential for the same person, in every reading.
import { describe, expect, it } from 'vitest';
import { ada, createBench } from './bench.ts';

const twin = { name: 'twin', schema: { id: 'the-same', fields: {} } };
const other = { name: 'other', schema: { id: 'the-same', fields: {} } };

async function issuedTwice(readings: Record<string, string>, onDuplicate?: string, wait = 3_000) {
  const bench = createBench({ readings });
  const first = await bench.issue();
  await bench.clock.advance(wait);
  const second = await bench.issue(onDuplicate === undefined ? {} : { onDuplicate });
  const states = bench.issuer.credentials({ applicant: ada }).map(({ state }) => state);
  return { bench, first, second, states };
}

describe('a duplicate', () => {
  it('revokes the old one first unless told otherwise', async () => {
    const { bench, first, second, states } = await issuedTwice({});
    expect(second.body.coreClaimHash).not.toBe(first.body.coreClaimHash);
    expect(second.body.userUuid).toBe(first.body.userUuid);
    expect(states).toEqual(['REMOVE', 'WAIT_ONCHAIN']);
    const told = bench.journal
      .entries({ kind: ['credential.moved', 'credential.issued'] })
      .map((entry) => ('to' in entry ? entry.to : entry.kind));
    expect(told).toEqual(['credential.issued', 'ONCHAIN', 'WAIT_REMOVE', 'REMOVE', 'credential.issued']);
    expect(bench.journal.entries({ kind: 'credential.issued' })[1]?.replaces).toBe(first.body.coreClaimHash);
  });

  it('is returned with "ignore", or refused under the other reading', async () => {
    const returned = await issuedTwice({}, 'ignore');
    expect(returned.second.body).toEqual(returned.first.body);
    expect(returned.bench.kinds()).toContain('credential.returned');
    const refused = await issuedTwice({ 'on-ignore': 'conflict-409' }, 'ignore');
    expect(refused.second.body).toEqual({ error: 409, message: 'Consent rejected by user or duplicate conflict.' });
  });

  it('of a pending one counts, conflicts or stands apart', async () => {
    expect((await issuedTwice({}, undefined, 0)).states).toEqual(['REMOVE', 'WAIT_ONCHAIN']);
    const conflict = await issuedTwice({ 'duplicate-while-pending': 'conflict-409' }, undefined, 0);
    expect(conflict.second.status).toBe(409);
    const separate = await issuedTwice({ 'duplicate-while-pending': 'separate' }, undefined, 0);
    expect(separate.states).toEqual(['WAIT_ONCHAIN', 'WAIT_ONCHAIN']);
  });

  it('is told by e-mail and program, or by user and schema', async () => {
    for (const [reading, expected] of [
      ['email-program', 2],
      ['user-schema', 1],
    ] as const) {
      const bench = createBench({ readings: { 'duplicate-key': reading }, programs: [twin, other] });
      for (const { id, name } of bench.issuer.programs) {
        if (name !== 'kyc') await bench.issue({ credentialId: id, credentialSubject: {} });
      }
      expect(bench.issuer.credentials({ live: true })).toHaveLength(expected);
    }
  });

  it('under another program is answered with the id that was asked for, each time', async () => {
    const bench = createBench({ readings: { 'duplicate-key': 'user-schema' }, programs: [twin, other] });
    const [first, second] = bench.issuer.programs.filter(({ name }) => name !== 'kyc').map(({ id }) => id);
    const ask = (credentialId: string | undefined) =>
      bench.issue({ credentialId, credentialSubject: {}, onDuplicate: 'ignore' });
    const asked = [first, first, second, second, first];
    const answers: Record<string, unknown>[] = [];
    for (const credentialId of asked) answers.push((await ask(credentialId)).body);
    expect(answers.map(({ credentialId }) => credentialId)).toEqual(asked);
    expect(new Set(answers.map(({ coreClaimHash }) => coreClaimHash)).size).toBe(1);
  });

  it('of an expired one does not count, or does', async () => {
    for (const [reading, same] of [
      ['does-not-count', false],
      ['expired-counts', true],
    ] as const) {
      const bench = createBench({ readings: { 'ended-duplicate': reading } });
      const first = await bench.issue();
      bench.issuer.expire(first.body.coreClaimHash);
      const second = await bench.issue({ onDuplicate: 'ignore' });
      expect(second.body.coreClaimHash === first.body.coreClaimHash).toBe(same);
    }
  });

  it('that come at the same moment leave exactly one live credential', async () => {
    const bench = createBench();
    await Promise.all(Array.from({ length: 8 }, () => bench.issue()));
    expect(bench.issuer.credentials({ applicant: ada, live: true })).toHaveLength(1);
    expect(bench.issuer.credentials({ applicant: ada })).toHaveLength(8);
  });

  it('takes another onDuplicate for an error, or for the default', async () => {
    expect((await issuedTwice({}, 'replace')).second.status).toBe(400);
    expect((await issuedTwice({ 'bad-on-duplicate': 'revoke' }, 'replace')).states).toEqual(['REMOVE', 'WAIT_ONCHAIN']);
  });
});
