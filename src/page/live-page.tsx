// The page while a server runs: time on top, the timeline, what happened, all about one of it, and what can be done.
import { Act } from './act.tsx';
import { ClockBar, NextDue } from './clock-bar.tsx';
import { Credentials } from './credentials.tsx';
import { FilterBar } from './filter-bar.tsx';
import { HappeningsList } from './happenings-list.tsx';
import { Icon } from './icon.tsx';
import { Inspector } from './inspector.tsx';
import { link, notice, offer } from './live.ts';
import { Timeline } from './timeline.tsx';

const links = {
  connecting: { text: 'connecting…', tone: 'warn' },
  live: { text: 'live', tone: 'good' },
  lost: { text: 'connection lost, trying again…', tone: 'bad' },
} as const;

export function LivePage() {
  const { text, tone } = links[link.value];
  const offered = offer.value;
  return (
    <>
      <header class="top">
        <h1>doubleact</h1>
        <span class="dim">{offered !== null && `${offered.provider} · seed ${offered.seed}`}</span>
        <span class={`chip ${tone}`} role="status">
          {text}
        </span>
        <span class="grow" />
        <NextDue />
        <ClockBar />
      </header>
      <main class="live">
        <Timeline />
        <aside class="pane" aria-label="Act">
          <h2>Act</h2>
          <Act />
          <h2>Credentials</h2>
          <Credentials />
        </aside>
        <section class="pane happened" aria-label="What happened">
          <FilterBar />
          <HappeningsList />
        </section>
        <section class="pane" aria-label="Details">
          <Inspector />
        </section>
      </main>
      <Notice />
    </>
  );
}

function Notice() {
  const told = notice.value;
  return (
    <div class="notices" aria-live="polite">
      {told !== null && (
        <div class={`notice ${told.tone}`}>
          <span>{told.text}</span>
          <button type="button" class="quiet" onClick={() => (notice.value = null)}>
            <Icon name="close" label="Put away" />
          </button>
        </div>
      )}
    </div>
  );
}
