// Where a receiver issues nothing here, what it did is asked of itself: once, when the whole run has settled, for every person
// of every scenario. It is the receiver's own word, and the journal says so.
import { DoubleactError } from '../mocks/errors.ts';
import { checkTarget } from '../mocks/provider/endpoint.ts';
import type { Sandbox } from '../mocks/sandbox.ts';
import { askReceiver, type NoAnswer } from './ask-receiver.ts';
import { emailsIn } from './caused.ts';
import { readEffects } from './effects-answer.ts';
import type { Capabilities } from './history.ts';
import type { Answer } from './pactum.ts';
import type { Target } from './target.ts';

export interface EffectsProbe {
  /** A path of the receiver, or a URL on this machine, in which `${email}` stands for the person. */
  readonly url: string;
}

const patience = 5_000;
const lanes = 8;
const example = `/effects?email=\${email}`;
const mark = /\$\{([^}]*)\}/g;

/** What is wrong with it, as an error, before anything happens. */
export function checkEffectsProbe(
  { url }: EffectsProbe,
  { issues }: Pick<Capabilities, 'issues'>,
  allowHosts: readonly string[] = [],
): void {
  const where = 'effects.url';
  if (issues) {
    throw new DoubleactError('conflict', {
      where: 'effects',
      expected: 'a receiver that is declared to issue nothing here (capabilities.issues: false)',
      got: 'issues: true',
      hint: 'What the issuer saw is the better witness: leave effects out.',
    });
  }
  const names = [...url.matchAll(mark)].map(([, name]) => name);
  const other = names.find((name) => name !== 'email');
  if (names.length === 0 || other !== undefined) {
    const got = other === undefined ? JSON.stringify(url) : `\${${other}} in ${JSON.stringify(url)}`;
    throw new DoubleactError('bad-value', {
      where,
      expected: `\${email}, and nothing else to be filled in, as in ${example}`,
      got,
    });
  }
  const filled = fillIn(url, 'ana@example.com');
  if (!filled.startsWith('/')) {
    checkTarget(filled, { livemode: false, plainHttp: true, allowHosts }, where);
  } else if (new URL(filled, own).origin !== own) {
    throw new DoubleactError('bad-url', {
      where,
      expected: `a path of the receiver, as in ${example}`,
      got: JSON.stringify(url),
    });
  }
}

/** Asks for everybody once, and writes what it was told into the journal of the scenario that they first came up in. */
export async function askForEffects(
  { url }: EffectsProbe,
  target: Target,
  sandboxes: readonly Sandbox[],
): Promise<void> {
  const people = peopleOf(sandboxes);
  let missing: NoAnswer | null = null;
  let next = 0;

  async function ask(email: string, { clock, journal }: Sandbox): Promise<void> {
    const place = new URL(fillIn(url, email), target.url);
    const receiver = place.origin === new URL(target.url).origin ? target.receiver : null;
    const asked = {
      method: 'GET',
      url: place.href,
      headers: { Accept: 'application/json' },
      body: null,
      timeout: patience,
    };
    // Who does not answer one question is not waited for with each of the others.
    const answer: Answer | NoAnswer = missing ?? (await askReceiver(asked, receiver, clock.alarm));
    if ('fault' in answer) missing ??= answer;
    const told = readEffects(answer);
    journal.append({
      kind: 'effect.seen',
      applicant: email,
      url: place.href,
      effects: 'fault' in told ? null : told.effects,
      message: 'fault' in told ? told.fault : '',
    });
  }

  const lane = async () => {
    for (let one = people[next++]; one !== undefined; one = people[next++]) await ask(...one);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

const own = 'http://127.0.0.1';

function fillIn(template: string, email: string): string {
  return template.replaceAll(mark, () => encodeURIComponent(email));
}

/** Whoever a delivery was about, and whoever else its body named: a forged one may speak of somebody else. */
function peopleOf(sandboxes: readonly Sandbox[]): readonly (readonly [string, Sandbox])[] {
  const owners = new Map<string, Sandbox>();
  for (const sandbox of sandboxes) {
    for (const { applicant, body } of sandbox.journal.entries({ kind: 'attempt.sent' })) {
      for (const email of [applicant, ...emailsIn(body.text)]) {
        if (email !== '' && !owners.has(email)) owners.set(email, sandbox);
      }
    }
  }
  return [...owners];
}
