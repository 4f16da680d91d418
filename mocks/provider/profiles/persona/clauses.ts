// Where Persona's pages say what a receiver is held to.
import { type Clauses, derived } from '../../profile.ts';

export const clauses: Clauses = {
  forging:
    'Best practices page: compare the HMAC-SHA256 of t, a full stop and the raw body with the v1 of Persona-Signature',
  malforming: derived(
    'Best practices page: the header is t and v1, and during a rotation two such sets parted by a space',
  ),
  'raw-body': 'Best practices page: the raw body is signed; parsing and writing it again changes it',
  answering: 'Webhooks page: an attempt times out after 5 seconds and is made up to 8 times',
  deduping: 'Best practices page: the same event may come more than once; dedupe by the id of the event',
  retrying: 'Best practices page: order is not guaranteed; go by created-at of the event',
  deciding: 'Events page: inquiry.approved alone tells that the inquiry was approved',
};
