// Every measure, in the order of the targets.
import { clock } from './clock.js';
import { deliveries } from './deliveries.js';
import { issuer } from './issuer.js';
import { startUp } from './start-up.js';

export const measures = [issuer, deliveries, clock, startUp];
