// Every way in which the reference receiver can go wrong on purpose: one switch each. Faults prove the checks.
import type { Trait } from '../../mocks/provider/flaws/flaw.ts';
import { deliveryFaults } from './faults/delivery.ts';
import { issuerFaults } from './faults/issuer.ts';
import { signatureFaults } from './faults/signature.ts';

export interface Fault {
  readonly id: string;
  /** What such a receiver does. */
  readonly tells: string;
  /** The checks that must notice. */
  readonly breaks: readonly string[];
  /** What a provider's deliveries must have for a receiver to go wrong like this. */
  readonly needs?: Trait;
  /** How far a single valid event gets: to a credential on chain, or (it never works at all) to an answer. */
  readonly happyPath: 'credential' | 'answer';
}

const table = [...signatureFaults, ...deliveryFaults, ...issuerFaults] as const;

export type FaultId = (typeof table)[number]['id'];

export const faults: readonly (Fault & { readonly id: FaultId })[] = table.map((fault) => ({
  happyPath: 'credential',
  ...fault,
}));

/** The one switch of a receiver. */
export interface Switch {
  /** Is this fault on? Ask only where the answer changes what the receiver does: asking counts as having reached it. */
  on(id: FaultId): boolean;
  /** Without counting: for a fault whose occasion is known only later. */
  is(id: FaultId): boolean;
  reached(): boolean;
}

export function createSwitch(fault: FaultId | null): Switch {
  let reached = false;
  return {
    on(id) {
      if (id !== fault) return false;
      reached = true;
      return true;
    },
    is: (id) => id === fault,
    reached: () => reached,
  };
}
