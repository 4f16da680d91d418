// Links to a verification's pictures: pre-signed and good for 15 minutes (webhooks and sessions pages). The links point
// back at this sandbox, whose pictures are all one grey dot.
import { createHmac } from 'node:crypto';
import type { Call, Json, Match, Reply, Route, Subject, World } from '../../profile.ts';
import { MINUTE, param } from '../../profile.ts';
import { isOpen } from './statuses.ts';

const life = 15 * MINUTE;
const pictures = ['document_front', 'selfie'] as const;
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

export interface Media {
  readonly route: Route;
  links(subject: Subject, call: Call): Json[];
}

export function createMedia(world: World): Media {
  const secret = world.random.bytes('kyve', 'media');
  const sign = (path: string, expires: string) =>
    createHmac('sha256', secret).update(`${path} ${expires}`).digest('hex');

  return {
    links(subject, call) {
      if (isOpen(subject.status) || subject.status === 'canceled' || subject.status === 'expired') return [];
      const expires = String(Math.floor((world.now() + life) / 1000));
      return pictures.map((type) => {
        const path = `/media/${subject.id}/${type}.png`;
        const query = `expires=${expires}&signature=${sign(path, expires)}`;
        return {
          type,
          url: `http://${call.headers.host ?? 'localhost'}${path}?${query}`,
          expires_at: Number(expires),
        };
      });
    },
    route: {
      method: 'GET',
      path: '/media/:id/:file',
      answer(call: Match): Reply {
        const expires = call.query.get('expires') ?? '';
        const path = `/media/${param(call, 'id')}/${param(call, 'file')}`;
        if (call.query.get('signature') !== sign(path, expires)) return denied('The signature does not match.');
        if (Number(expires) * 1000 <= world.now()) return denied('Request has expired.');
        return { status: 200, headers: { 'content-type': 'image/png' }, body: dot };
      },
    },
  };
}

// The store answers these links and not the API, hence not the API's envelope.
function denied(message: string): Reply {
  return {
    status: 403,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`,
  };
}
