// The states of a credential and the moves between them, as data. Nothing changes a credential's state by another way.

/** How far each state is to be trusted: in the API's own enum, or only seen on a sibling endpoint of the same host. */
type Provenance = 'documented' | 'undocumented';

interface StateRow {
  readonly tells: string;
  readonly provenance: Provenance;
  readonly next: readonly string[];
}

/**
 * The OpenAPI file (Apr 2026) knows WAIT_ONCHAIN and ONCHAIN only. The others are named for the agent verification endpoint
 * of the same host (air-agentic-wallet-skill, Mar 2026); that the status endpoint shows them too is an assumption.
 * NO_EXIST and NON_COMPLIANT of that list say something of a verification, not of a credential, and are left out.
 */
export const credentialStates = {
  WAIT_ONCHAIN: {
    tells: 'issued, not yet confirmed on chain',
    provenance: 'documented',
    next: ['ONCHAIN', 'WAIT_REMOVE', 'EXPIRE'],
  },
  ONCHAIN: { tells: 'confirmed on chain', provenance: 'documented', next: ['WAIT_REMOVE', 'EXPIRE'] },
  WAIT_REMOVE: { tells: 'being revoked', provenance: 'undocumented', next: ['REMOVE'] },
  REMOVE: { tells: 'revoked', provenance: 'undocumented', next: [] },
  EXPIRE: { tells: 'expired', provenance: 'undocumented', next: [] },
} as const satisfies Record<string, StateRow>;

export type CredentialState = keyof typeof credentialStates;

/** Where every credential begins. */
export const firstState: CredentialState = 'WAIT_ONCHAIN';

export function canMove(from: CredentialState, to: CredentialState): boolean {
  return (credentialStates[from].next as readonly string[]).includes(to);
}

export function isTerminal(state: CredentialState): boolean {
  return credentialStates[state].next.length === 0;
}

export function isDocumented(state: CredentialState): boolean {
  return credentialStates[state].provenance === 'documented';
}

/** Held by its person and not given up: what "exactly one live credential" counts. */
export function isLive(state: CredentialState): boolean {
  return state === 'WAIT_ONCHAIN' || state === 'ONCHAIN';
}
