// Sandbox time, and every way to move it.
import { formatDuration } from '../../mocks/duration.ts';
import { Icon } from './icon.tsx';
import { clock, take } from './live.ts';
import { instantText, sinceText } from './moment-text.ts';
import { present, world } from './state.ts';
import { useState } from './ui.ts';

const paces = [1, 60, 3600] as const;
const jumps = ['5m', '1h', '12h'] as const;

export function ClockBar() {
  const [span, setSpan] = useState('24h');
  const [moving, setMoving] = useState(false);
  const { start } = world.value.now;
  const now = present.value;
  const read = clock.value;

  async function move(step: Parameters<typeof take>[0]): Promise<void> {
    setMoving(true);
    await take(step);
    setMoving(false);
  }

  const next = read?.next ?? null;
  return (
    <section class="clock" aria-label="Time">
      <div class="now">
        <b>{now === null ? '…' : instantText(Math.floor((start + now) / 1000) * 1000)}</b>
        <span class="dim">
          {now === null ? '' : sinceText(Math.floor(now / 1000) * 1000)} {moving && '· moving…'}
        </span>
      </div>
      <fieldset class="segments" aria-label="Pace of sandbox time">
        <button type="button" aria-pressed={read?.pace === 'still'} onClick={() => void take({ pace: 'still' })}>
          <Icon name="pause" label="Pause: time stands still" />
        </button>
        {paces.map((pace) => (
          <button key={pace} type="button" aria-pressed={read?.pace === pace} onClick={() => void take({ pace })}>
            <Icon name="play" /> ×{pace}
          </button>
        ))}
      </fieldset>
      <fieldset class="segments" aria-label="Jump">
        {jumps.map((jump) => (
          <button key={jump} type="button" disabled={moving} onClick={() => void move({ advance: jump })}>
            +{jump}
          </button>
        ))}
      </fieldset>
      <form
        class="segments"
        onSubmit={(event) => {
          event.preventDefault();
          void move({ advance: span });
        }}
      >
        <input
          aria-label="Span to jump by, such as 1h30m"
          value={span}
          size={6}
          onInput={(event) => setSpan(event.currentTarget.value)}
        />
        <button type="submit" disabled={moving}>
          Jump
        </button>
      </form>
      <div class="segments">
        <button
          type="button"
          disabled={moving || next === null}
          title={next === null ? 'Nothing is due' : next.label}
          onClick={() => void move({ advance: 'next' })}
        >
          <Icon name="next" /> To next due
        </button>
        <button type="button" disabled={moving} onClick={() => void move({ advance: 'idle' })}>
          Until nothing is due
        </button>
      </div>
    </section>
  );
}

/** What the clock waits for. */
export function NextDue() {
  const next = clock.value?.next ?? null;
  const now = present.value;
  const { start } = world.value.now;
  return (
    <span class="dim due">
      {next === null || now === null
        ? 'nothing is due'
        : `next: ${next.label}${dueIn(Date.parse(next.due) - start - now)}`}
    </span>
  );
}

function dueIn(ms: number): string {
  return ms < 1000 ? ' now' : ` in ${formatDuration(Math.floor(ms / 1000) * 1000)}`;
}
