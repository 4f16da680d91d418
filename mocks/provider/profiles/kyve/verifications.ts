// Reading verifications: "every check, the resolved fields extracted from the ID, and media URLs" (sessions page).
import type { ApiKey, Match, Reply, Route } from '../../profile.ts';
import { jsonReply, param } from '../../profile.ts';
import type { Desk } from './desk.ts';
import { toPage } from './pages.ts';
import { sessionIdOf, toVerification, verificationId } from './verification.ts';

export function verificationRoutes(desk: Desk): readonly Route[] {
  const { world, refuse, admit, media } = desk;
  const { readings } = world;

  function read(call: Match, key: ApiKey): Reply {
    const subject = desk.seek(sessionIdOf(readings, param(call, 'id')), key);
    if (subject === 'unknown') return refuse('verification_not_found');
    if (subject === 'other-mode') return refuse('invalid_api_key');
    return jsonReply(200, {
      ...toVerification(subject, subject.status, readings),
      media: media.links(subject, call),
    });
  }

  function list(call: Match, key: ApiKey): Reply {
    const items = desk.visible(key).map((subject) => ({
      id: verificationId(readings, subject.id),
      json: toVerification(subject, subject.status, readings),
    }));
    const page = toPage(call, items, readings);
    return 'fields' in page ? refuse('validation_error', page) : jsonReply(200, page.body);
  }

  const published: readonly Route[] = [
    { method: 'GET', path: '/v1/verifications/:id', answer: admit(read) },
    media.route,
  ];
  if (readings['unpublished-paths'] === 'closed') return published;
  return [...published, { method: 'GET', path: '/v1/verifications', answer: admit(list) }];
}
