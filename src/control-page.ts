// What the page needs of the control port besides what everybody reads: its own files, and answers made for one attempt.

import { DoubleactError } from '../mocks/errors.ts';
import { jsonReply, type Match, type Reply, type Route } from '../mocks/http/route.ts';
import { moodKinds } from '../mocks/issuer/moods.ts';
import { readJson } from '../mocks/json.ts';
import type { Attempt } from '../mocks/provider/attempt-record.ts';
import { compareComputed } from '../mocks/provider/signature-comparison.ts';
import { signatureSteps } from '../mocks/provider/signature-steps.ts';
import type { Sandbox } from '../mocks/sandbox.ts';
import { pageFile } from './page-files.ts';

export function pageRoutes(sandbox: () => Sandbox): readonly Route[] {
  return [
    { method: 'GET', path: '/page.js', answer: () => fileReply('page.js', 'text/javascript; charset=utf-8') },
    { method: 'GET', path: '/page.css', answer: () => fileReply('page.css', 'text/css; charset=utf-8') },
    {
      method: 'GET',
      path: '/events/:type/body',
      answer(call) {
        const applicant = call.query.get('applicant') ?? undefined;
        const body = sandbox().provider.sketch(call.params.type ?? '', { applicant });
        return jsonReply(200, { body: JSON.parse(body) });
      },
    },
    {
      method: 'GET',
      path: '/moods',
      answer: () =>
        jsonReply(200, { moods: Object.entries(moodKinds).map(([id, { tells, on }]) => ({ id, tells, on })) }),
    },
    {
      method: 'GET',
      path: '/scenario.yaml',
      async answer() {
        const { scenarioByHand } = await import('../harness/by-hand.ts');
        const { provider, journal } = sandbox();
        const text = scenarioByHand({
          entries: journal.entries(),
          people: provider.subjects.applicants(),
          provider: provider.profile.id,
        });
        if (text === null) {
          throw new DoubleactError('not-found', {
            where: 'GET /scenario.yaml',
            expected: 'steps that were taken',
            got: 'none yet',
            hint: 'Take one first, on the page or with POST /steps.',
          });
        }
        const headers = {
          'content-type': 'application/yaml; charset=utf-8',
          'content-disposition': 'attachment; filename="by-hand.yaml"',
        };
        return { status: 200, headers, body: text };
      },
    },
    {
      method: 'GET',
      path: '/deliveries/:id/attempts/:attempt/signature',
      answer: (call) => signature(sandbox(), call),
    },
    {
      method: 'POST',
      path: '/deliveries/:id/attempts/:attempt/signature',
      answer: (call) => comparison(sandbox(), call),
    },
  ];
}

/** The page for people, the list of routes for programs. */
export function isForPeople(call: Match): boolean {
  return call.headers.accept?.includes('text/html') === true;
}

/** Nothing inline, nothing from elsewhere. */
export function pageReply(): Reply {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const body = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<link rel="icon" href="data:,">',
    '<title>doubleact</title>',
    '<link rel="stylesheet" href="page.css">',
    '<script src="page.js" defer></script>',
    '</head>',
    '<body><div id="page"></div></body>',
    '</html>',
    '',
  ].join('\n');
  return {
    status: 200,
    headers: { ...safe, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body,
  };
}

const safe = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

function fileReply(name: 'page.js' | 'page.css', type: string): Reply {
  return { status: 200, headers: { ...safe, 'content-type': type }, body: pageFile(name).text };
}

/** Every step of the signature. The secrets only when they are asked for: they are this sandbox's own, for tests. */
function signature({ provider, journal }: Sandbox, call: Match): Reply {
  const attempt = attemptOf(provider, call);
  const steps = signatureSteps(attempt);
  const shown = call.query.get('secret') === 'shown';
  return jsonReply(200, {
    signature: steps && { ...steps, signed: { ...steps.signed, text: journal.redactor.text(steps.signed.text) } },
    ...(shown && { secrets: attempt.signature?.secrets ?? [] }),
  });
}

function comparison({ provider }: Sandbox, call: Match): Reply {
  const attempt = attemptOf(provider, call);
  const read = readJson(call.body.toString('utf8'));
  const computed = 'value' in read ? (read.value as { computed?: unknown } | null)?.computed : undefined;
  if (typeof computed !== 'string' || computed === '') {
    throw new DoubleactError('bad-value', {
      where: `POST ${call.path}`,
      expected: 'a body such as {"computed": "…"}: a MAC, a signed string or a body',
      got: 'none',
    });
  }
  if (attempt.signature === null) {
    throw new DoubleactError('not-applicable', {
      where: `POST ${call.path}`,
      expected: 'an attempt that is signed',
      got: 'one that is not',
    });
  }
  const endpoint = provider.endpoints.get(provider.deliveries.get(call.params.id ?? '').endpoint);
  const used = attempt.signature.secrets;
  const others = [...endpoint.secrets, ...endpoint.retired].filter((secret) => !used.includes(secret));
  return jsonReply(200, compareComputed(computed, { signature: attempt.signature, sent: attempt.sent, others }));
}

function attemptOf(provider: Sandbox['provider'], call: Match): Attempt {
  const delivery = provider.deliveries.get(call.params.id ?? '');
  const copy = Number(call.query.get('copy') ?? '1');
  const found = delivery.attempts.find((each) => String(each.number) === call.params.attempt && each.copy === copy);
  if (found !== undefined) return found;
  throw new DoubleactError('not-found', {
    where: `${call.method} ${call.path}`,
    expected: `an attempt of ${delivery.id} (${delivery.attempts.length} so far)`,
    got: JSON.stringify(call.params.attempt ?? ''),
  });
}
