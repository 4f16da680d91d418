// Every verb, one line each.
import type { StepKind } from '../step.ts';
import { advance } from './advance.ts';
import { decide } from './decide.ts';
import { emit } from './emit.ts';
import { endpoint } from './endpoint.ts';
import { flaw } from './flaw.ts';
import { issuer } from './issuer.ts';
import { outage } from './outage.ts';
import { pace } from './pace.ts';
import { redeliver } from './redeliver.ts';
import { rotateSecret } from './rotate-secret.ts';
import { settle } from './settle.ts';

export const steps = [
  emit,
  decide,
  advance,
  redeliver,
  flaw,
  issuer,
  rotateSecret,
  outage,
  endpoint,
  pace,
  settle,
] as readonly StepKind[];
