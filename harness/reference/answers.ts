// What the reference receiver answers. A refusal says that it refuses and not one word more.
import type { Reply } from '../../mocks/http/route.ts';
import type { Switch } from './faults.ts';
import type { Verdict } from './signature.ts';

export function answer(status: number, body: object, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

export function refusalOf(verdict: Exclude<Verdict, 'good'>, faulty: Switch): Reply | Promise<Reply> {
  if (faulty.on('answers-before-verifying')) return answer(200, { received: true });
  if (faulty.on('hangs-instead-of-refusing')) return new Promise(() => {});
  if (verdict === 'malformed' && faulty.on('answers-500-to-a-malformed-header')) {
    return answer(500, { error: 'internal error' });
  }
  if (faulty.on('leaks-error-text')) return answer(401, { error: trace(verdict) });
  return answer(401, { error: 'refused' });
}

/** What a framework's default error page shows. */
function trace(verdict: string): string {
  return [
    `Error: signature ${verdict}: expected values to be strictly equal`,
    '    at verifySignature (/srv/receiver/src/webhooks/verify.js:41:11)',
    '    at /srv/receiver/node_modules/express/lib/router/layer.js:95:5',
  ].join('\n');
}
