// All about the entry that is looked at.
import type { Entry } from '../../harness/result.ts';
import { AttemptView } from './attempt-view.tsx';
import { CallView } from './call-view.tsx';
import { selected, world } from './state.ts';
import { When } from './when.tsx';
import { attemptOf } from './world.ts';

export function Inspector() {
  const { now } = world.value;
  const entry = selected.value === null ? undefined : now.bySeq.get(selected.value);
  if (entry === undefined) {
    return (
      <div class="empty">
        <p>Choose a line, or a mark in the timeline, to see all about it.</p>
        <p class="dim">
          An attempt shows its bytes, its signature step by step, the answer, and every attempt before and after.
        </p>
      </div>
    );
  }
  const attempt = attemptOf(now, entry);
  return (
    <article class="inspector" key={entry.seq}>
      {attempt !== null ? <AttemptView attempt={attempt} /> : <Other entry={entry} />}
    </article>
  );
}

function Other({ entry }: { readonly entry: Entry }) {
  const call = 'call' in entry ? world.value.now.calls.get(entry.call) : undefined;
  if (call !== undefined && entry.kind.startsWith('call.')) return <CallView call={call} />;
  const { seq: _seq, kind, at: _at, wall: _wall, ...rest } = entry;
  return (
    <>
      <header>
        <h3>{kind}</h3>
      </header>
      <When entry={entry} />
      <dl class="facts">
        {Object.entries(rest).map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>
              <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
