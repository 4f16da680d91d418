// What the deliveries of a provider have: a flaw that needs more says nothing about its receivers.
import type { Behaviour } from '../profile.ts';
import type { Trait } from './flaw.ts';

export type Traits = Pick<Behaviour, 'signing' | 'places' | 'api'>;

/** Why deliveries have no such trait; null where they have it. */
export function whyLacking(trait: Trait, behaviour: Traits): { readonly noun: string; readonly reason: string } | null {
  const { noun, reason, has } = traits[trait];
  if (has(behaviour)) return null;
  // Where nothing is signed, that is the reason for everything about signatures.
  const unsigned = behaviour.signing === null && (trait === 'timestamp' || trait === 'scheme');
  return { noun, reason: unsigned ? traits.signature.reason : reason };
}

const traits: Readonly<Record<Trait, { noun: string; reason: string; has: (behaviour: Traits) => boolean }>> = {
  signature: {
    noun: 'a signature',
    reason: 'this provider signs nothing',
    has: ({ signing }) => signing !== null,
  },
  timestamp: {
    noun: 'a timestamp',
    reason: 'this scheme signs no time',
    has: ({ signing }) => (signing?.tolerance ?? null) !== null,
  },
  scheme: {
    noun: 'a scheme name',
    reason: 'this scheme is one bare MAC',
    has: ({ signing }) => (signing?.scheme ?? null) !== null,
  },
  'event-id': {
    noun: 'an event id',
    reason: 'these events have no id',
    has: ({ places }) => places.id !== null,
  },
  mode: {
    noun: 'their mode',
    reason: 'these events do not say whether they are live',
    has: ({ places }) => places.mode !== null,
  },
  hearsay: {
    noun: 'nothing that proves them, so that the API must be asked',
    reason: 'these events are signed, or there is nobody to ask',
    has: ({ signing, api }) => signing === null && api !== null,
  },
};
