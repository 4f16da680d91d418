// Where Persona's pages are silent or disagree.
import type { Assumption } from '../../profile.ts';

export const assumptions: readonly Assumption[] = [
  {
    id: 'success-set',
    about:
      'The best practices page counts 200, 201, 202 and 204 alone as success; the API reference any 2xx; older pages 200 alone.',
    readings: {
      four: '200, 201, 202 and 204 are success, everything else is retried',
      'any-2xx': 'any 2xx is success',
      '200-only': '200 alone is success',
    },
    chosen: 'four',
    why: 'It is the page that was written for receivers, and the narrower of the two that are current.',
    bears: ['answering'],
  },
  {
    id: 'tolerance',
    about:
      'No page says how old a signed time may be; receivers commonly take 300 seconds, as for the same header elsewhere.',
    readings: {
      '300s': 'a receiver refuses what was signed more than 300 seconds ago or ahead',
      none: 'a receiver is held to no limit',
    },
    chosen: '300s',
    why: 'A signed time that nobody checks keeps no replay out.',
    bears: ['timing'],
  },
  {
    id: 'timestamp-renewal',
    about:
      'The webhooks page says that t is when the request was sent, not in so many words that each retry is signed anew.',
    readings: {
      renewed: 'each attempt has its own timestamp and signature',
      kept: 'every attempt repeats the first timestamp and signature',
    },
    chosen: 'renewed',
    why: 'A retry is a request of its own, and some come more than a day later.',
    bears: ['timing'],
  },
  {
    id: 'ladder-base',
    about: 'The pages give the waits as "about" so many seconds and do not say from when they are counted.',
    readings: { 'attempt-before': 'each wait is counted from the end of the attempt before, to the second' },
    chosen: 'attempt-before',
    why: 'Waits that grow like the sixth power of the attempt are waits between attempts.',
  },
  {
    id: 'resend-closes',
    about:
      'A delivery can be retried by hand after the last failure; what that does to retries that are pending is not said.',
    readings: {
      closes: 'a resend that succeeds ends the automatic retries',
      'keeps-retrying': 'the automatic retries go on until one of them succeeds',
    },
    chosen: 'keeps-retrying',
    why: 'Both pages warn of duplicates; this reading makes a receiver show that it copes.',
  },
  {
    id: 'person-in-metadata',
    about:
      'The e-mail is the inquiry field email-address, unless an attribute blocklist takes it out. Which other fields an inquiry has is up to its template.',
    readings: {
      fields: 'the template has a field kyc-level',
      none: 'there is no such field: the event names no level',
    },
    chosen: 'fields',
    why: 'The recipe wants a level in the credential, and fields are where an inquiry can bring one along.',
  },
  {
    id: 'approval-event',
    about:
      'inquiry.completed tells that the person has done everything asked for, inquiry.approved that a workflow or a reviewer has decided; which of them a customer waits for is the customer’s.',
    readings: { 'inquiry.approved': 'the person has passed with inquiry.approved; completed is on the way there' },
    chosen: 'inquiry.approved',
    why: 'A completed inquiry can still be declined.',
    bears: ['deciding'],
  },
  {
    id: 'error-words',
    about: 'API errors are JSON:API objects with a title and details; these titles are not documented.',
    readings: { ours: 'an errors list with titles of our own' },
    chosen: 'ours',
    why: 'A receiver that reads error titles is not what is tested here.',
  },
];
