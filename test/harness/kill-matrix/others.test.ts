import { describe } from 'vitest';
import { faultless, recipeStyle } from '../../../harness/diagnosis.ts';
import { profiles } from '../../../mocks/provider/profiles/index.ts';
import { holdToMatrix } from './held.ts';

// A judge that has only ever seen one right receiver may take its design for the rule.
describe.each(profiles)('both right receivers for $id', ({ id }) => {
  holdToMatrix(id, [faultless], 'inline');
  holdToMatrix(id, [faultless], 'queue');
});

describe('the receiver written after the recipe', () => {
  holdToMatrix('recipe', [recipeStyle.id]);
});
