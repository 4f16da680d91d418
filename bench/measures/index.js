// Every measure, in the order of the targets.
import { clock } from './clock.js';
import { deliveries } from './deliveries.js';
import { growth } from './growth.js';
import { issuer } from './issuer.js';
import { memory } from './memory.js';
import { page } from './page.js';
import { peersMeasure } from './peers.js';
import { startUp } from './start-up.js';
import { suite } from './suite.js';

export const measures = [issuer, deliveries, clock, startUp, suite, memory, page, peersMeasure, growth];
