// `doubleact/msw`: handlers with which a test suite runs against both sides with no server.
import { type RequestHandler, toHandler } from '../mocks/http/msw.ts';
import type { Sandbox } from '../mocks/sandbox.ts';

export interface Origins {
  /** Where the code under test believes the provider's API to be. */
  readonly provider?: string;
  /** And the issuer; its documented sandbox host unless given. */
  readonly issuer?: string;
}

/** The host that the issuer's documents and the recipe name for sandboxes. */
export const issuerSandboxOrigin = 'https://api.sandbox.mocachain.org';

export function toHandlers(sandbox: Sandbox, origins: Origins = {}): RequestHandler[] {
  const handlers = [toHandler(origins.issuer ?? issuerSandboxOrigin, sandbox.issuer.service)];
  if (origins.provider !== undefined) handlers.push(toHandler(origins.provider, sandbox.provider.service));
  return handlers;
}
