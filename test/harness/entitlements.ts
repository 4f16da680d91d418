// A receiver that issues nowhere: it keeps a list of entitlements of its own and tells of it when asked. It is the reference
// receiver, whose issuer is that list, so that its faults show here as they do there.
import { createPlayedWall } from '../../harness/played-wall.ts';
import type { FaultId } from '../../harness/reference/faults.ts';
import { createRestartable } from '../../harness/reference/receiver.ts';
import type { FunctionSpec } from '../../harness/targets/spec.ts';

export interface Entitlement {
  readonly id: string;
  readonly email: string;
  readonly level: string;
}

/** How it answers the question for one person. */
export type Teller = (entitlements: readonly Entitlement[], email: string) => Response | Promise<Response>;

export const tellsAll: Teller = (entitlements) =>
  Response.json({ effects: entitlements.map(({ id, level }) => ({ id, level, at: '2026-01-01T00:00:00Z' })) });

export function entitling(fault: FaultId | undefined, tell: Teller = tellsAll) {
  const wall = createPlayedWall();
  const list: Entitlement[] = [];
  const reference = createRestartable({ ...wall, fault });

  /** In place of the issuer: what it is asked for stands in the list, and that is all. */
  const grant: typeof globalThis.fetch = async (_input, init) => {
    if (init?.method !== 'POST') return Response.json({ vcStatus: 'ONCHAIN' });
    const { credentialSubject } = JSON.parse(String(init.body));
    const id = `entitlement-${list.length + 1}`;
    list.push({ id, email: emailIn(new Headers(init.headers)), level: credentialSubject.kycLevel });
    return Response.json({ coreClaimHash: id }, { status: 200 });
  };

  const receiver: FunctionSpec['receiver'] = (told, ways) => {
    const own = reference(told, {
      fetch: (input, init) =>
        (String(input).startsWith(told.DOUBLEACT_ISSUER_URL ?? '') ? grant : ways.fetch)(input, init),
    });
    const receive = async (request: Request) => {
      const { pathname, searchParams } = new URL(request.url);
      const email = searchParams.get('email') ?? '';
      if (pathname !== '/effects') return own(request);
      return tell(
        list.filter((each) => each.email === email),
        email,
      );
    };
    return Object.assign(receive, { stop: own.stop });
  };
  return { receiver, wall };
}

function emailIn(headers: Headers): string {
  const [, claims = ''] = (headers.get('x-partner-auth') ?? '').split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()).email;
}
