// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what a scenario file writes, not what a template does
import { describe, expect, it } from 'vitest';
import { fillIn, memoryOf, referencesIn } from '../../harness/captures.ts';
import { readStep, type StepWorld } from '../../harness/step.ts';
import { steps } from '../../harness/steps/index.ts';
import type { Json } from '../../mocks/json.ts';
import { createSandbox, type Sandbox } from '../../mocks/sandbox.ts';
import { keepingReceiver } from '../receivers.ts';

function open(): { sandbox: Sandbox; take: (given: object) => Promise<unknown>; bodies: () => Json[] } {
  const { receiver, got } = keepingReceiver();
  const sandbox = createSandbox({ seed: 1, receiver });
  const world: StepWorld = { sandbox, target: null };
  return {
    sandbox,
    take: (given) => readStep(steps, given, 'step').take(world),
    bodies: () => got.map(({ body }) => JSON.parse(body.toString()) as Json),
  };
}

const find = (values: Record<string, Json>) => (reference: { name: string }) => values[reference.name] as Json;

describe('captures', () => {
  it('keep their type where the value is nothing else', () => {
    const values = { n: 3, list: [1, { a: true }], none: null };
    const filled = fillIn({ n: '${n}', list: '${list}', none: '${none}', deep: ['${n}'] }, find(values), 'x');
    expect(filled).toEqual({ n: 3, list: [1, { a: true }], none: null, deep: [3] });
  });

  it('are put into text as text', () => {
    expect(fillIn('${n} of ${name}, $${plain}', find({ n: 3, name: 'ana' }), 'x')).toBe('3 of ana, ${plain}');
    expect(() => fillIn('all: ${list}', find({ list: [] }), 'x')).toThrow('to be put into text, got a list');
  });

  it.each(['${}', '${a b}', '${a.}', '${process.env[1]}', '${open', '${1a}'])('%s is no reference', (text) => {
    expect(() => referencesIn(text, 'x')).toThrow('expected a reference such as');
  });

  it('carry the result of a step into later ones', async () => {
    const { sandbox, take } = open();
    await take({ emit: { outcome: 'approved', applicant: 'ana' }, as: 'first' });
    expect(memoryOf(sandbox).get('first')).toMatchObject({ type: 'verification.completed' });
    expect(await take({ redeliver: { event: '${first.event}' } })).toMatchObject({ deliveries: [{ id: 'dlv_1' }] });
    expect(await take({ redeliver: { delivery: '${first.deliveries.0.id}' } })).toMatchObject({
      deliveries: [{ id: 'dlv_1' }],
    });
    await sandbox.close();
  });

  it('know people by their names', async () => {
    const { sandbox, take, bodies } = open();
    await take({ emit: { outcome: 'approved', applicant: 'ana' } });
    const said = { metadata: { friend: 'of ${ana.email}' }, applicant: 'ben', outcome: 'approved' };
    await take({ emit: said });
    await take({ settle: {} });
    const [ana] = sandbox.provider.subjects.applicants();
    expect(bodies().at(-1)).toMatchObject({ data: { object: { metadata: { friend: `of ${ana?.email}` } } } });
    await sandbox.close();
  });

  it('are checked by the verb once they are known', async () => {
    const { sandbox, take } = open();
    await take({ emit: { outcome: 'approved', applicant: 'ana' }, as: 'first' });
    await expect(take({ redeliver: { times: '${first.type}' } })).rejects.toThrow(
      'step.redeliver.times: expected number, got "verification.completed"',
    );
    await expect(take({ redeliver: { event: '${second.event}' } })).rejects.toThrow('expected one of first, ana');
    await expect(take({ redeliver: { event: '${first.nothing}' } })).rejects.toThrow('expected one of event, type');
    await sandbox.close();
  });

  it('belong to one sandbox', async () => {
    const [one, other] = [open(), open()];
    await one.take({ emit: { outcome: 'approved', applicant: 'ana' }, as: 'first' });
    expect(memoryOf(other.sandbox).size).toBe(0);
    await Promise.all([one.sandbox.close(), other.sandbox.close()]);
  });
});
