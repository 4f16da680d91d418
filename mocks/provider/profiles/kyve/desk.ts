// What every route of the API works with, made once for a sandbox.
import type { ApiKey, Subject, World } from '../../profile.ts';
import { type Admit, createAdmit } from './admission.ts';
import { createRefuse, createRequestId, type Refuse } from './errors.ts';
import { createIdempotency, type Once } from './idempotency.ts';
import { createMedia, type Media } from './media.ts';
import { createSdkTokens, type SdkTokens } from './sdk-token.ts';

export interface Desk {
  readonly world: World;
  readonly refuse: Refuse;
  readonly admit: Admit;
  readonly once: Once;
  readonly tokens: SdkTokens;
  readonly media: Media;
  readonly requestId: () => string;
  /** A session that this key can see. */
  seek(id: string | null, key: ApiKey): Subject | 'unknown' | 'other-mode';
  /** All that this key can see, the newest first. */
  visible(key: ApiKey): readonly Subject[];
}

export function createDesk(world: World): Desk {
  const requestId = createRequestId(world);
  const refuse = createRefuse(world, requestId);
  const tokens = createSdkTokens(world);
  return {
    world,
    refuse,
    tokens,
    requestId,
    admit: createAdmit(world, refuse, tokens),
    once: createIdempotency(world, refuse),
    media: createMedia(world),
    seek(id, key) {
      const subject = id === null ? null : world.subject(id);
      if (subject === null) return 'unknown';
      if (subject.livemode === key.livemode) return subject;
      return world.readings['other-mode'] === 'invalid-key' ? 'other-mode' : 'unknown';
    },
    visible: (key) =>
      world
        .subjects()
        .filter(({ livemode }) => livemode === key.livemode)
        .toReversed(),
  };
}
