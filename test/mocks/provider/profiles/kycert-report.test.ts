import { describe, expect, it } from 'vitest';
import type { Readings } from '../../../../mocks/provider/profile.ts';
import { clean, createWorld, runs } from './kycert-world.ts';

const hour = 3_600_000;

async function ended(readings: Readings = {}) {
  const world = createWorld(readings);
  const { run_id } = world.call('POST', runs, clean).json;
  await world.clock.advance(60_000);
  const link = (mode: string) => world.call('GET', `${runs}/${run_id}/report?mode=${mode}`).headers.Location ?? '';
  const open = (location: string) => world.call('GET', location, undefined, { 'x-api-key': '' });
  return { ...world, run_id, link, open };
}

describe('the report of a kycert run', () => {
  it('is a redirect to a PDF that needs no key', async () => {
    const { call, run_id, open } = await ended();
    const reply = call('GET', `${runs}/${run_id}/report?mode=resumido`);
    expect(reply.status).toBe(302);
    const file = open(reply.headers.Location ?? '');
    expect([file.status, file.headers['content-type']]).toEqual([200, 'application/pdf']);
    const text = String(file.body);
    expect(text.startsWith('%PDF-1.4\n')).toBe(true);
    expect(text).toContain(`kycert run ${run_id}`);
    expect(text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1]))).toMatch(/^xref\n/);
    for (const [index, [, offset]] of [...text.matchAll(/(\d{10}) 00000 n/g)].entries()) {
      expect(text.slice(Number(offset))).toMatch(new RegExp(`^${index + 1} 0 obj`));
    }
  });

  it('is good for one hour of sandbox time', async () => {
    const { clock, link, open } = await ended();
    const location = link('completo');
    await clock.advance(hour);
    expect(open(location).status).toBe(200);
    await clock.advance(1_000);
    const late = open(location);
    expect([late.status, late.json.error.code]).toEqual([403, 'expired_link']);
    expect(open(link('completo')).status).toBe(200);
  });

  it('never changes, and differs by mode', async () => {
    const { clock, link, open } = await ended();
    const before = open(link('completo')).body;
    await clock.advance(hour * 30);
    expect(open(link('completo')).body).toEqual(before);
    expect(open(link('resumido')).body).not.toEqual(before);
  });

  it('opens by its signature alone', async () => {
    const { link, open } = await ended();
    const location = link('resumido');
    expect(open(location.replace('resumido', 'completo')).status).toBe(403);
    expect(open(location.replace(/expires=\d+/, 'expires=9999999999')).status).toBe(403);
    expect(open('/api/v1/reports/nobody.pdf').status).toBe(403);
  });

  it('may answer 404 once it has expired', async () => {
    const { open } = await ended({ 'report-link': '404' });
    expect(open('/api/v1/reports/nobody.pdf').status).toBe(404);
  });

  it.each(['', '?mode=', '?mode=curto'])('needs a mode: "%s" is a 400', async (query) => {
    const { call, run_id } = await ended();
    const reply = call('GET', `${runs}/${run_id}/report${query}`);
    expect([reply.status, reply.json.error.code, reply.json.error.param]).toEqual([400, 'invalid_report_mode', 'mode']);
  });

  it('needs a run that has ended', () => {
    const { call } = createWorld();
    const { run_id } = call('POST', runs, clean).json;
    const reply = call('GET', `${runs}/${run_id}/report?mode=completo`);
    expect([reply.status, reply.json.error.code]).toEqual([400, 'run_not_finished']);
  });

  it('may never have been generated', async () => {
    const { call, run_id } = await ended({ 'report-generation': 'missing' });
    const reply = call('GET', `${runs}/${run_id}/report?mode=completo`);
    expect([reply.status, reply.json.error.code]).toEqual([404, 'report_not_generated']);
  });

  it('takes the scope runs:read', async () => {
    const { call, run_id, keys } = await ended();
    const reader = { 'x-api-key': keys.reader };
    expect(call('GET', `${runs}/${run_id}/report?mode=completo`, undefined, reader).status).toBe(302);
  });
});
