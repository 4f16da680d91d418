// Strict verification of any provider's deliveries, with nothing of ours but the name of the header and of the algorithm.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Profile } from '../mocks/provider/profile.ts';
import { type Got, isGenuine } from './receivers.ts';

type Delivered = Pick<Got, 'headers' | 'body'>;

interface Held {
  readonly secrets: readonly string[];
  /** Unix seconds. */
  readonly now: number;
}

export function isGenuineFor(profile: Profile, delivered: Delivered, held: Held): boolean {
  const readings = Object.fromEntries(profile.assumes.map(({ id, chosen }) => [id, chosen]));
  const { signing } = profile.under(readings);
  if (signing === null) return true;
  const header = signing.header.toLowerCase();
  const special = specials[profile.id];
  if (special !== undefined) return special(delivered, header, held);
  if (signing.scheme !== null) return isGenuine(delivered, { header, ...held });
  return held.secrets.some((secret) => {
    const right = createHmac(signing.algorithm, secret).update(delivered.body).digest(signing.encoding);
    return same(delivered.headers[header] ?? '', right);
  });
}

/** Where a header is neither fields nor one bare MAC. */
const specials: Readonly<Record<string, (delivered: Delivered, header: string, held: Held) => boolean>> = {
  persona: ({ headers, body }, header, held) =>
    (headers[header] ?? '')
      .split(' ')
      .some((set) => isGenuine({ headers: { [header]: set }, body }, { header, ...held })),
  'standard-webhooks': ({ headers, body }, header, { secrets, now }) => {
    const t = headers['webhook-timestamp'] ?? '';
    if (!/^\d+$/.test(t) || Math.abs(now - Number(t)) > 300) return false;
    const given = (headers[header] ?? '').split(' ');
    return secrets.some((secret) => {
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      const right = createHmac('sha256', key).update(`${headers['webhook-id']}.${t}.`).update(body).digest('base64');
      return given.some((each) => same(each, `v1,${right}`));
    });
  },
};

function same(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
