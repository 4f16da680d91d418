// The test documents of the sandbox page and what they decide. All but the two clean ones have wrong check digits there,
// so check digits are never looked at.
import type { Outcome, Readings } from '../../profile.ts';

export type Decision = 'APPROVED' | 'BLOCKED' | 'PENDING_REVIEW' | 'PARTIAL';
export type Band = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
export type Kind = 'pf' | 'pj';

export interface MagicDocument {
  readonly doc: string;
  readonly decision: Decision;
  readonly band: Band;
  readonly scenario: string;
}

export const magicCpfs: readonly MagicDocument[] = [
  { doc: '00000000191', decision: 'APPROVED', band: 'LOW', scenario: 'clean' },
  {
    doc: '00000000281',
    decision: 'BLOCKED',
    band: 'CRITICAL',
    scenario: 'cancelled CPF, blocked in the critical stage',
  },
  { doc: '00000000372', decision: 'BLOCKED', band: 'CRITICAL', scenario: 'active arrest warrant' },
  { doc: '00000000453', decision: 'PENDING_REVIEW', band: 'HIGH', scenario: 'active PEP' },
  { doc: '00000000544', decision: 'BLOCKED', band: 'CRITICAL', scenario: 'OFAC list' },
  { doc: '00000000634', decision: 'PENDING_REVIEW', band: 'HIGH', scenario: 'financial protests' },
  { doc: '00000000725', decision: 'PENDING_REVIEW', band: 'HIGH', scenario: 'administrative improbity' },
  { doc: '00000000806', decision: 'PARTIAL', band: 'MEDIUM', scenario: 'three sources timed out' },
  { doc: '00000000987', decision: 'BLOCKED', band: 'CRITICAL', scenario: 'every negative flag' },
];

/** The rows that were seen whole. The page goes on; what follows is not guessed. */
export const magicCnpjs: readonly MagicDocument[] = [
  { doc: '00000000000191', decision: 'APPROVED', band: 'LOW', scenario: 'clean company' },
  { doc: '00000000000276', decision: 'BLOCKED', band: 'CRITICAL', scenario: 'OFAC financial crime' },
];

/** The row of which the page was cut within "PENDING". */
const thirdCnpj = '00000000000357';

/** Each decision has the same band in every row of the page, so a run without a test document takes the band of its decision. */
export const bandOf: Readonly<Record<Decision, Band>> = {
  APPROVED: 'LOW',
  BLOCKED: 'CRITICAL',
  PENDING_REVIEW: 'HIGH',
  PARTIAL: 'MEDIUM',
};

const outcomes: Readonly<Record<Decision, Outcome>> = {
  APPROVED: 'approved',
  BLOCKED: 'rejected',
  PENDING_REVIEW: 'review',
  PARTIAL: 'partial',
};

/** How a run on this document ends. */
export function outcomeOf(doc: string, livemode: boolean, readings: Readings): Outcome {
  if (doc === readings['failing-document']) return 'failed';
  if (!livemode || readings['live-runs'] === 'as-sandbox') {
    const row = [...magicCpfs, ...magicCnpjs].find((each) => each.doc === doc);
    if (row !== undefined) return outcomes[row.decision];
    if (doc === thirdCnpj && readings['third-cnpj'] === 'pending-review') return 'review';
  }
  return readings['unlisted-document'] as Outcome;
}

/** Eleven digits that can be nobody's CPF: the first check digit is one too high. */
export function impossibleCpf(nine: string): string {
  const sum = [...nine].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  const check = ((sum * 10) % 11) % 10;
  return `${nine}${(check + 1) % 10}0`;
}

/** Templates that exist in every sandbox, so that a type can be mismatched. The ids are doubleact's own. */
export const builtInTemplates: Readonly<Record<Kind, string>> = {
  pf: '00000000-0000-4000-8000-0000000000f1',
  pj: '00000000-0000-4000-8000-0000000000f2',
};

export const templateKindOf = (template: string): Kind | null =>
  template === builtInTemplates.pf ? 'pf' : template === builtInTemplates.pj ? 'pj' : null;
