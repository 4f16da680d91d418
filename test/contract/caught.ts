// Deliveries as a receiver gets them over HTTP: one without a flaw, then one for each flaw that shows in signature or bytes.
import type { Readings } from '../../mocks/assumption.ts';
import { type Flaw, flaws } from '../../mocks/provider/flaws/index.ts';
import { whyLacking } from '../../mocks/provider/flaws/traits.ts';
import { createSandbox } from '../../mocks/sandbox.ts';
import { realWall } from '../../mocks/wall.ts';
import { type Got, openReceiver } from '../receivers.ts';

export interface Caught extends Got {
  readonly flaw: Flaw | null;
  /** Unix seconds at which it came in. */
  readonly now: number;
}

export async function catchAll(provider: string, secret: string, assume: Readings = {}): Promise<readonly Caught[]> {
  const times: number[] = [];
  const receiver = await openReceiver(() => {
    times.push(Math.floor(realWall.now() / 1000));
    return 200;
  });
  const sandbox = createSandbox({ provider, assume, seed: 1, receiver: receiver.url });
  // So that there is a secret that has been rotated out.
  sandbox.provider.endpoints.rotate('endpoint-1', 0, secret);
  const wanted = [
    null,
    ...flaws
      .filter(
        ({ needs, body, takes, order }) => takes !== 'either' && order === undefined && (needs ?? body) !== undefined,
      )
      // What this scheme lacks cannot be wrong with it.
      .filter(({ needs }) => needs === undefined || whyLacking(needs, sandbox.provider.behaviour) === null),
  ];
  for (const flaw of wanted) {
    sandbox.emit(sandbox.provider.behaviour.approval, flaw === null ? {} : { flaw: flaw.id });
    await sandbox.advance(60_000);
  }
  await sandbox.close();
  await receiver.close();
  return receiver.got.map((got, index) => ({ ...got, flaw: wanted[index] ?? null, now: times[index] ?? 0 }));
}

export const nameOf = ({ flaw }: Caught) => flaw?.id ?? 'no flaw';
