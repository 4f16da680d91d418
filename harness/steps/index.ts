// Every verb, one line each.
import type { StepKind } from '../step.ts';
import { advance } from './advance.ts';
import { awaitStep } from './await.ts';
import { decide } from './decide.ts';
import { emit } from './emit.ts';
import { endpoint } from './endpoint.ts';
import { expect } from './expect.ts';
import { flaw } from './flaw.ts';
import { issuer } from './issuer.ts';
import { never } from './never.ts';
import { outage } from './outage.ts';
import { pace } from './pace.ts';
import { redeliver } from './redeliver.ts';
import { request } from './request.ts';
import { restart } from './restart.ts';
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
  expect,
  awaitStep,
  never,
  request,
  restart,
] as readonly StepKind[];
