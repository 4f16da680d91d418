// The subject must be what the schema of the program asks for, to the letter.
import { defineCheck } from '../check.ts';
import { perCall } from '../issuer-rules.ts';
import { issuer } from '../sources.ts';

export const issueBodyFitsTheProgram = defineCheck({
  id: 'issue-body-fits-the-program',
  group: 'issuer',
  level: 'must',
  provenance: 'stated',
  rule: 'The body of an issue call fits the program: ids, fields and types.',
  clause: issuer.body,
  catches: ['issues-with-extra-fields'],
  restsOn: ['issuer.unknown-keys', 'issuer.content-type', 'issuer.subject-id', 'issuer.date-values'],
  fix: 'Send issuerDid, credentialId (the id of the program) and exactly the fields of its schema, as JSON.',
  judge: perCall((call) => {
    const status = call.answered?.status ?? null;
    if (call.operation !== 'issue' || status === null) return null;
    if (status === 200) return [true, 'The issue call was carried out.'];
    const faulty = [400, 403, 404, 415].includes(status) && call.token?.kind === 'token.accepted';
    return faulty
      ? [
          false,
          `Expected an issue call that fits the program; the issuer answered ${status}: ${call.answered?.body.text ?? ''}`,
        ]
      : null;
  }),
});
