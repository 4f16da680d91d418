// What is not certain about credentials: duplicates, times, states, and how the status shows them.
import type { Assumption } from '../assumption.ts';
import { spanReading } from './assumes-token.ts';

const endedReadings = {
  shown: 'its undocumented state',
  'last-documented': 'the last documented state it had',
  'not-found': '404',
};

export const credentialAssumes: readonly Assumption[] = [
  {
    id: 'on-ignore',
    about:
      'With onDuplicate "ignore", the API page and the OpenAPI file return the existing credential; the common-errors page answers 409. Both are in the same revision.',
    readings: {
      'return-existing': '200 with the hash of the existing credential',
      'conflict-409': '409',
    },
    chosen: 'return-existing',
    why: 'The reference outranks the troubleshooting page.',
  },
  {
    id: 'duplicate-key',
    about:
      'The credential-issues page compares user and schema; the later safeguards text compares e-mail and program id.',
    readings: {
      'email-program': 'the same e-mail and program',
      'user-schema': 'the same user and schema, whatever the program',
    },
    chosen: 'email-program',
    why: 'It is the newer text. The subject is compared by neither.',
  },
  {
    id: 'duplicate-while-pending',
    about: 'What happens when the earlier credential is still WAIT_ONCHAIN is not documented.',
    readings: {
      duplicate: 'it counts like any other',
      'conflict-409': '409 until it is on chain',
      separate: 'it does not count: a second one is issued beside it',
    },
    chosen: 'duplicate',
    why: 'The text about duplicates makes no exception.',
  },
  {
    id: 'ended-duplicate',
    about:
      'Whether an expired credential still counts as a duplicate is not documented. A revoked one cannot: "revoke" replaces it.',
    readings: {
      'does-not-count': 'a new one is issued',
      'expired-counts': 'with "ignore" the expired one is returned',
    },
    chosen: 'does-not-count',
    why: 'An expired credential is of no use to its holder.',
  },
  {
    id: 'onchain-after',
    about:
      'How long WAIT_ONCHAIN lasts has no documented bound; blocks come about every second, and later pages say 1 to 4 s for a write.',
    readings: { '3s': 'three seconds of sandbox time', never: 'until it is confirmed by hand' },
    chosen: '3s',
    why: 'Within what the pages say. A program may set its own.',
    free: spanReading,
  },
  {
    id: 'revoke-pace',
    about:
      'The credential-security page calls revocation immediate; a sibling endpoint has a state for "being revoked".',
    readings: {
      immediate: 'WAIT_REMOVE and REMOVE in the same instant',
      delayed: 'WAIT_REMOVE for as long as a confirmation takes',
    },
    chosen: 'immediate',
    why: 'It is the only statement about it.',
  },
  {
    id: 'revoked-status',
    about:
      'What the status call answers for a revoked hash is not documented: its enum has WAIT_ONCHAIN and ONCHAIN only.',
    readings: endedReadings,
    chosen: 'shown',
    why: 'A sibling endpoint of the same host lists WAIT_REMOVE and REMOVE, and a poller should survive a state it does not know.',
  },
  {
    id: 'expired-status',
    about: 'What the status call answers for an expired hash is not documented.',
    readings: endedReadings,
    chosen: 'shown',
    why: 'As for revoked ones: a sibling endpoint lists EXPIRE.',
  },
  {
    id: 'pending-body',
    about: 'The documents show a status body only for ONCHAIN and mark no field required.',
    readings: {
      minimal: 'coreClaimHash, issuerDid and vcStatus',
      full: 'every field that is known',
      nulls: 'every field, those that come later as null',
    },
    chosen: 'minimal',
    why: 'The least a client may count on.',
  },
  {
    id: 'onchain-body',
    about: 'The schema of the status body has nine fields, its example five.',
    readings: { example: 'the five of the example', full: 'all nine; the form of some is a guess' },
    chosen: 'example',
    why: 'What is shown is the safer promise.',
  },
  {
    id: 'date-zone',
    about: 'issuanceDate is "2026-01-19 07:18:45", without a zone.',
    readings: { utc: 'UTC', '+08:00': 'eight hours ahead of UTC' },
    chosen: 'utc',
    why: 'Servers usually run on it.',
    free: /^[+-]\d\d:\d\d$/,
  },
];
