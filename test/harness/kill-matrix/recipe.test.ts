import { holdToMatrix } from './held.ts';

holdToMatrix('recipe');
