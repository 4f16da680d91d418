import { holdToMatrix } from './held.ts';

holdToMatrix('kycert');
