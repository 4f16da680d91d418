// The two products of Onfido whose events look alike and mean different things: runs of Workflow Studio, and classic checks.
import type { EventHead, EventType, JsonObject, Outcome, Subject, SubjectRules } from '../../profile.ts';

export interface Product {
  readonly kind: string;
  readonly initial: string;
  readonly moves: SubjectRules['moves'];
  readonly landings: SubjectRules['landings'];
  readonly fires: SubjectRules['fires'];
  readonly events: readonly EventType[];
  readonly approval: string;
  readonly earlier: { readonly type: string; readonly outcome: Outcome };
  readonly body: (event: EventHead, subject: Subject) => JsonObject;
  /** As the API reads it. */
  readonly view: (subject: Subject) => JsonObject;
  /** Where the API reads it, below the version. */
  readonly path: string;
}

/** `2024-07-10T12:49:09Z`: the samples have no fractions of a second. */
export function seconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
