// When something happened, by both clocks.
import type { Entry } from '../../harness/result.ts';
import { instantText, sinceText, wallText } from './moment-text.ts';
import { world } from './state.ts';

export function When({ entry }: { readonly entry: Entry }) {
  const { start } = world.value.now;
  return (
    <p class="dim">
      {sinceText(entry.at)} in sandbox time{start > 0 && `, ${instantText(start + entry.at)} UTC`}; wall clock{' '}
      {wallText(entry.wall)}
    </p>
  );
}
