// The `sdk_token` of a session: a JWT that lives at most 30 minutes and belongs to one session (auth page).
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isJsonObject, readJson, type Subject, type World } from '../../profile.ts';
import { lifetime } from './statuses.ts';

export interface SdkTokens {
  mint(session: Subject): string;
  /** What a bearer value is, if it is one of these tokens at all. */
  judge(value: string): 'good' | 'expired' | 'not-ours';
}

export function createSdkTokens(world: World): SdkTokens {
  // The algorithm is not published; a shared secret that never leaves the provider is the least that can be meant.
  const secret = world.random.bytes('kyve', 'sdk-token');
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');

  return {
    mint(session) {
      const issued = Math.floor(world.now() / 1000);
      const claims = {
        sub: session.id,
        livemode: session.livemode,
        iat: issued,
        exp: issued + lifetime / 1000,
      };
      const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
      const token = `${text}.${sign(text)}`;
      return token;
    },
    judge(value) {
      const [head = '', claims = '', mac = '', ...rest] = value.split('.');
      if (rest.length > 0 || !sameText(mac, sign(`${head}.${claims}`))) return 'not-ours';
      const read = readJson(Buffer.from(claims, 'base64url').toString());
      if (!('value' in read) || !isJsonObject(read.value)) return 'not-ours';
      return Number(read.value.exp) * 1000 <= world.now() ? 'expired' : 'good';
    },
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function sameText(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
