import { holdToMatrix } from './held.ts';

holdToMatrix('kyve');
