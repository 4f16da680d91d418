// What the page's forms make of what was said in them.
import { describe, expect, it } from 'vitest';
import { toJsonSchema } from '../../../harness/json-schema.ts';
import { readStep } from '../../../harness/step.ts';
import { steps } from '../../../harness/steps/index.ts';
import { editsOf } from '../../../src/page/edits.ts';
import { inputOf, variantsOf } from '../../../src/page/verb-fields.ts';

describe('the form of a verb', () => {
  it.each(steps.map((kind) => [kind.verb, kind] as const))('%s can say what its schema takes', (_verb, { schema }) => {
    for (const { kind, fields } of variantsOf(toJsonSchema(schema))) {
      if (kind === 'word') expect(fields).toHaveLength(1);
    }
  });

  it('says numbers, choices and objects as a scenario does, and leaves out what is empty', () => {
    const input = (verb: string, said: Record<string, string>) => {
      const variants = variantsOf(toJsonSchema(steps.find((each) => each.verb === verb)?.schema));
      const variant = variants.find(({ fields }) =>
        Object.keys(said).every((key) => fields.some(({ name }) => name === key)),
      );
      const step = { [verb]: variant === undefined ? null : inputOf(variant, said) };
      expect(() => readStep(steps, step, 'step')).not.toThrow();
      return step[verb];
    };
    expect(input('redeliver', { event: 'evt_1', times: '2', after: '' })).toEqual({ event: 'evt_1', times: 2 });
    expect(input('issuer', { mood: 'error-500', count: '2' })).toEqual({ mood: 'error-500', count: 2 });
    expect(input('flaw', { name: 'duplicate', applicant: '{"email":"a@example.com"}' })).toEqual({
      name: 'duplicate',
      applicant: { email: 'a@example.com' },
    });
    expect(input('outage', { value: '30m' })).toBe('30m');
    expect(input('pace', { value: '60' })).toBe(60);
    expect(input('pace', { atOnce: '30' })).toEqual({ atOnce: 30 });
  });
});

describe('the edits of a body', () => {
  const before = { id: 'evt_1', data: { object: { status: 'approved', tags: ['a'], note: null } } };
  const edited = (change: (body: typeof before) => unknown) =>
    editsOf(before, JSON.stringify(change(structuredClone(before))));

  it.each([
    ['nothing', (body: typeof before) => body, {}],
    [
      'a value',
      ({ data, ...rest }: typeof before) => ({ ...rest, data: { object: { ...data.object, status: 'failed' } } }),
      { override: { 'data.object.status': 'failed' } },
    ],
    ['a key that is gone', ({ data }: typeof before) => ({ data }), { remove: ['id'] }],
  ])('%s', (_what, change, edits) => {
    expect(edited(change)).toEqual(edits);
  });

  it('are the whole body where a path cannot say them', () => {
    const more = JSON.stringify({ ...before, more: 1 });
    expect(editsOf(before, more)).toEqual({ body: more });
    expect(editsOf(before, '{"half":')).toEqual({ body: '{"half":' });
  });
});
