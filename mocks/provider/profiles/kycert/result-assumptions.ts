// What the pages leave open about runs: their words, the keys of a result, and what a document leads to.
import type { Assumption } from '../../profile.ts';

export const resultAssumptions: readonly Assumption[] = [
  {
    id: 'customer-events',
    about:
      'The description of the webhooks page promises events when "customers change status"; its events table has run events only, and no name or payload of a customer event was seen.',
    readings: {
      none: 'there are no customer events',
      'customer.status_changed': 'an event of that invented name can be sent by hand; no run fires it',
    },
    chosen: 'none',
    why: 'The events table is the specific place.',
  },
  {
    id: 'customer-words',
    about:
      'The concepts page knows customers as pending, in_review, approved, rejected; the dashboard page as rascunho, em_analise, aprovado, recusado, pendencia, em_monitoramento.',
    readings: {
      concepts: 'a customer event says pending, in_review, approved or rejected',
      dashboard: 'a customer event says rascunho, em_analise, aprovado or recusado',
    },
    chosen: 'concepts',
    why: 'The rest of the API speaks English. It matters only where customer events are on.',
  },
  {
    id: 'result-keys',
    about:
      'The sample payload was cut within data. Of data.object only status, decision and completed_at or failed_at are named in prose (the product page adds that a risk band is in it, not under which key).',
    readings: {
      full: 'also object, run_id, risk_band, template_id, subject, flags.external_id, metadata, livemode and created_at, named as the API names them',
      documented: 'status, decision and completed_at or failed_at, and nothing else',
    },
    chosen: 'full',
    why: 'The page calls it the full result payload, after which no polling is needed: it must at least say which run it is about.',
  },
  {
    id: 'result-times',
    about: 'The envelope has created in unix seconds; the form of completed_at and failed_at was not seen.',
    readings: { iso: 'ISO 8601 text in UTC', unix: 'unix seconds' },
    chosen: 'iso',
    why: 'In APIs of this kind names that end in _at carry ISO text where created carries seconds.',
  },
  {
    id: 'read-keys',
    about:
      'The GET sections of the bureau runs page were not seen: the keys of a read run, its analysis and its detail are unknown but for metadata and flags.external_id.',
    readings: {
      'as-webhook': 'a read run has the keys of a full webhook result; analysis and detail add one key each',
    },
    chosen: 'as-webhook',
    why: 'The webhook is said to make polling unnecessary, so both carry the same result.',
  },
  {
    id: 'detail-sources',
    about:
      'Detail is technical detail per source; its keys were not seen. Source names and the results VALID, INVALID, NO_DATA and ERROR are from the template and run pages.',
    readings: {
      seen: 'sources lists the source names that were seen, each VALID unless the test document is about it',
      empty: 'sources is empty',
    },
    chosen: 'seen',
    why: 'A list with content shows more than an empty one. No source is named for OFAC, protests and improbity, so none is INVALID there.',
  },
  {
    id: 'status-pairing',
    about:
      'The webhooks page ends runs as completed, blocked, pending_review or partial; the reports page calls only completed, failed and partial terminal; no page pairs status and decision.',
    readings: {
      'by-decision': 'APPROVED is completed, BLOCKED is blocked, PENDING_REVIEW is pending_review, PARTIAL is partial',
      completed: 'APPROVED, BLOCKED and PENDING_REVIEW are all completed, PARTIAL is partial',
    },
    chosen: 'by-decision',
    why: 'The webhooks page is the one that describes the payload. In both readings a report exists for every run that ended.',
  },
  {
    id: 'decision-case',
    about:
      'Decisions are in upper case on the sandbox page; the webhooks page has the like words in lower case, as statuses.',
    readings: {
      upper: 'APPROVED, BLOCKED, PENDING_REVIEW, PARTIAL',
      lower: 'approved, blocked, pending_review, partial',
    },
    chosen: 'upper',
    why: 'The sandbox page is the only one that lists decisions as such.',
  },
  {
    id: 'band-words',
    about:
      'The sandbox page has bands LOW, MEDIUM, HIGH and CRITICAL; the bureau pages know only high, medium and low.',
    readings: { sandbox: 'LOW, MEDIUM, HIGH, CRITICAL', bureau: 'low, medium, high; what was CRITICAL is high' },
    chosen: 'sandbox',
    why: 'The sandbox page ties a band to each test document.',
  },
  {
    id: 'person-in-metadata',
    about: 'A run is about a CPF or CNPJ; no page has an e-mail or a level in it. Own data travel in metadata.',
    readings: {
      metadata: 'email, kyc_level and customer_id are in metadata',
      none: 'metadata is empty: the receiver must know the run by its id',
    },
    chosen: 'metadata',
    why: 'Metadata is the documented place for own data, and a receiver needs to know whom an approval is for.',
  },
  {
    id: 'intermediate-status',
    about:
      'No status between queued and the end was seen. The product page says that every state change is notified, the webhooks page that ends are.',
    readings: { none: 'a run is queued until it ends, and only its end is notified' },
    chosen: 'none',
    why: 'The webhooks page is the specific place, and no name of another status is known.',
  },
  {
    id: 'unlisted-document',
    about: 'The sandbox page does not say what becomes of a document outside its tables, nor from which band.',
    readings: {
      approved: 'the run ends APPROVED, LOW',
      rejected: 'the run ends BLOCKED, CRITICAL',
      failed: 'the run fails',
    },
    chosen: 'approved',
    why: 'Every document with a flag is listed by name, so one that is not listed has none.',
  },
  {
    id: 'third-cnpj',
    about:
      'Of the third row of test CNPJs (00.000.000/0003-57) the decision was cut within "PENDING"; later rows were not seen at all.',
    readings: {
      'pending-review': 'it ends PENDING_REVIEW, HIGH',
      unlisted: 'it is treated as a document outside the tables',
    },
    chosen: 'pending-review',
    why: 'No other decision begins so, and every PENDING_REVIEW of the page has the band HIGH.',
  },
  {
    id: 'failing-document',
    about: 'No document was seen that makes a run fail, though run.failed is documented.',
    readings: { none: 'no document does; a control step can' },
    chosen: 'none',
    why: 'Nothing is invented unless asked for: any 11 or 14 digits are a reading too, and runs on that document fail.',
    free: /^(?:\d{11}|\d{14})$/,
  },
  {
    id: 'live-runs',
    about:
      'Live keys query real sources, which doubleact never does; the tables of test documents are for the sandbox.',
    readings: {
      'as-sandbox': 'the tables hold for live runs too',
      unlisted: 'every document of a live run is treated as one outside the tables',
    },
    chosen: 'as-sandbox',
    why: 'It lets a receiver be tried with livemode true on every outcome.',
  },
];
