// HTTP lets a sender leave the length out; proxies do it.
import { defineCheck } from '../check.ts';
import { accepts } from '../reception.ts';
import { answering } from '../sources.ts';

export const acceptsAChunkedBody = defineCheck({
  id: 'accepts-a-chunked-body',
  group: 'delivery',
  level: 'must',
  provenance: 'derived',
  rule: 'A delivery sent in chunks, without a content-length, is taken.',
  clause: answering,
  catches: ['reads-only-the-first-piece'],
  fix: 'Read the body to its end instead of trusting a content-length.',
  judge: accepts('chunked-body'),
});
