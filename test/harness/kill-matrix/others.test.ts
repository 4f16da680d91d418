import { describe } from 'vitest';
import { subjectsFor } from '../../../harness/calibrate.ts';
import { faultless, recipeStyle } from '../../../harness/diagnosis.ts';
import { profiles } from '../../../mocks/provider/profiles/index.ts';
import { holdToMatrix } from './held.ts';

/** Enough to see that a provider's receivers are told apart; CI runs all of every row (`doubleact self-test`). */
const few = ['no-verification', 'does-not-dedupe', recipeStyle.id];

describe.each(profiles)('receivers for $id', ({ id }) => {
  // A judge that has only ever seen one right receiver may take its design for the rule.
  holdToMatrix(id, [faultless], 'inline');
  holdToMatrix(id, [faultless], 'queue');
  holdToMatrix(
    id,
    subjectsFor(id).filter((fault) => few.includes(fault)),
  );
});
