// Loaded into the receiver's own process (--intercept): calls to the issuer's real hosts go to the sandbox instead, and
// nothing else changes. Kept to one import, because it runs before somebody else's program.
import { redirectOrigins } from '../../mocks/http/msw.ts';

/** Sandbox and production as documented until July 2026, and production as documented since. */
const issuerOrigins = [
  'https://api.sandbox.mocachain.org',
  'https://api.mocachain.org',
  'https://mocachain-mainnet.api.air3.com',
];

export function intercept(issuer: string): Promise<void> {
  return redirectOrigins(issuerOrigins, issuer);
}
