// Everything that happened, in words and in order. Only the lines in sight are in the page, so that ten thousand are no more
// work than twenty; arrow keys go through all of them.
import type { Entry } from '../../harness/result.ts';
import { lineOf } from './happenings.ts';
import { sinceText, wallText } from './moment-text.ts';
import { marked, nameOf, selected, shownEntries, showsWallTime, world } from './state.ts';
import { useLayoutEffect, useRef, useState } from './ui.ts';

const high = 30;
/** Lines above and below the window, so that scrolling never shows a gap. */
const spare = 8;

export function HappeningsList() {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [room, setRoom] = useState(600);
  // At its end it stays at its end; elsewhere it stays where it is.
  const atEnd = useRef(true);
  const entries = shownEntries.value;
  const at = entries.findIndex(({ seq }) => seq === selected.value);
  const first = Math.max(0, Math.floor(top / high) - spare);
  const shown = entries.slice(first, Math.ceil((top + room) / high) + spare);

  useLayoutEffect(() => {
    const element = box.current as HTMLDivElement;
    const resized = new ResizeObserver(() => setRoom(element.clientHeight));
    resized.observe(element);
    return () => resized.disconnect();
  }, []);
  useLayoutEffect(() => {
    const element = box.current as HTMLDivElement;
    if (atEnd.current) element.scrollTop = element.scrollHeight;
  }, [entries.length]);
  useLayoutEffect(() => {
    const element = box.current as HTMLDivElement;
    if (at < 0) return;
    if (at * high < element.scrollTop) element.scrollTop = at * high;
    if ((at + 1) * high > element.scrollTop + element.clientHeight)
      element.scrollTop = (at + 1) * high - element.clientHeight;
  }, [selected.value]);

  function scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = box.current as HTMLDivElement;
    atEnd.current = scrollTop + clientHeight >= scrollHeight - 4;
    setTop(scrollTop);
  }

  function key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(room / high) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? entries.length - 1 : at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: entries.length - 1,
    };
    const to = moves[event.key];
    if (to === undefined || entries.length === 0) return;
    event.preventDefault();
    selected.value = entries[Math.max(0, Math.min(entries.length - 1, to))]?.seq ?? null;
  }

  const isRendered = at >= first && at < first + shown.length;
  return (
    <div
      ref={box}
      class="list"
      role="listbox"
      tabIndex={0}
      aria-label="What happened"
      aria-activedescendant={isRendered ? `line-${selected.value}` : undefined}
      onScroll={scrolled}
      onKeyDown={key}
    >
      {entries.length === 0 && <p class="empty">Nothing to see yet.</p>}
      <div class="all" role="presentation" style={{ height: `${entries.length * high}px` }}>
        {shown.map((entry, nth) => (
          <Row key={entry.seq} entry={entry} at={first + nth} of={entries.length} />
        ))}
      </div>
    </div>
  );
}

function Row({ entry, at, of }: { readonly entry: Entry; readonly at: number; readonly of: number }) {
  const { text, side, to, chip, tone } = lineOf(world.value.now, entry, nameOf);
  const classes = ['line', side, ...(marked.value.has(entry.seq) ? ['marked'] : [])].join(' ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for its lines
    <div
      id={`line-${entry.seq}`}
      class={classes}
      role="option"
      tabIndex={-1}
      aria-selected={entry.seq === selected.value}
      aria-setsize={of}
      aria-posinset={at + 1}
      style={{ top: `${at * high}px` }}
      onClick={() => (selected.value = entry.seq)}
    >
      <span class="when">{showsWallTime.value ? wallText(entry.wall) : sinceText(entry.at)}</span>
      <span class="side">{to}</span>
      <span class="what">{text}</span>
      {'applicant' in entry && side !== 'self' && <span class="who">{nameOf(entry.applicant ?? '')}</span>}
      {chip !== null && <span class={`chip ${tone}`}>{chip}</span>}
    </div>
  );
}
