// Pages "Webhook manager", "Receive verification results", "Get applicant data" and "Authentication" of docs.sumsub.com.
// A webhook names the applicant and nobody else; whose it is only the API says.
import { createHmac } from 'node:crypto';
import { textOf } from '../notice.ts';
import type { ProviderApi, Reading } from '../reading.ts';
import { bareSeal, type Seal } from '../seal.ts';

export const sumsub: Reading = {
  id: 'sumsub',
  seal: digestSeal(),
  fields: [
    'applicantId',
    'inspectionId',
    'applicantType',
    'correlationId',
    'levelName',
    'sandboxMode',
    'externalUserId',
    'applicantActionId',
    'externalApplicantActionId',
    'type',
    'reviewResult',
    'reviewStatus',
    'createdAt',
    'createdAtMs',
    'clientId',
  ],
  eventId: { madeOf: ['applicantId', 'type', 'createdAtMs'] },
  type: 'type',
  types: [
    'applicantCreated',
    'applicantPending',
    'applicantReviewed',
    'applicantOnHold',
    'applicantPrechecked',
    'applicantAwaitingUser',
    'applicantAwaitingService',
    'applicantPersonalInfoChanged',
    'applicantTagsChanged',
    'applicantLevelChanged',
    'applicantReset',
  ],
  approval: 'applicantReviewed',
  standing: 'reviewResult.reviewAnswer',
  words: { green: 'approved', red: 'rejected' },
  about: 'applicantId',
  live: { path: 'sandboxMode', is: false },
  created: 'createdAtMs',
  verifiedAt: null,
  email: null,
  level: 'levelName',
  async lookUp(notice, _body, api) {
    const path = `/resources/applicants/${encodeURIComponent(notice.about)}/one`;
    const applicant = await api.get(path, signedCall(api, 'GET', path));
    // What is signed is true: if the API does not know it yet, it must come again.
    if (applicant === null) throw new Error(`no applicant ${notice.about}`);
    return { ...notice, email: textOf(applicant.email) };
  },
};

/** The algorithm is the one this receiver was set up for, whatever the header beside the digest says. */
function digestSeal(): Seal {
  const seal = bareSeal('x-payload-digest');
  return {
    ...seal,
    read(value, header) {
      const named = header('x-payload-digest-alg');
      return named === null || named === 'HMAC_SHA256_HEX'
        ? seal.read(value, header)
        : { t: null, macs: [], others: [value] };
    },
  };
}

function signedCall({ key, secret, now }: ProviderApi, method: string, path: string): Record<string, string> {
  const ts = String(now);
  const signature = createHmac('sha256', secret).update(`${ts}${method}${path}`).digest('hex');
  return { 'x-app-token': key, 'x-app-access-ts': ts, 'x-app-access-sig': signature };
}
