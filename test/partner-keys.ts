// One partner's keys for many sandboxes: an RSA key takes longer to make than most tests take to run.
import { generateKeys } from '../mocks/issuer/keys.ts';
import { createRandom } from '../mocks/random.ts';

export const partnerKeys = generateKeys(createRandom(7));
