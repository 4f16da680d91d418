// Flaws of what nobody signs: whoever knows the address can send them, and only the provider's API can tell.
import type { Flaw } from './flaw.ts';

export const hearsayFlaws: readonly Flaw[] = [
  {
    id: 'unknown-subject',
    tells: 'speaks of a session or run that the provider does not have',
    takes: 'ignore',
    needs: 'hearsay',
    body: (body) => Buffer.from(body.toString('utf8').replaceAll(uuids, otherThan)),
  },
];

function otherThan(id: string): string {
  const groups = id.split('-').map((group) => [...group].reverse().join(''));
  return groups.join('-');
}

const uuids = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
