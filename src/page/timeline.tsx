// The timeline: sandbox time to scale, what came in above, what went out to the issuer below. The list beside it says the
// same in words; here is only what the eye takes in at once.
import { onSchemeChange } from './browser.ts';
import { Icon } from './icon.tsx';
import { sinceText, wallText } from './moment-text.ts';
import { coming, marked, nameOf, present, selected, shownEntries, showsWallTime, stretch, world } from './state.ts';
import { layOut, type Mark } from './timeline-layout.ts';
import { atOf, gutter, markAt, type Palette, type Picture, paint } from './timeline-paint.ts';
import { type Stretch, shifted, whole, zoomed } from './timeline-scale.ts';
import { computed, effect, useEffect, useRef, useState } from './ui.ts';

const layout = computed(() =>
  layOut({
    world: world.value.now,
    seen: new Set(shownEntries.value.map(({ seq }) => seq)),
    coming: coming.value,
    nameOf,
  }),
);

const fitting = computed<Stretch>(() => stretch.value ?? whole(Math.max(layout.value.end, present.value ?? 0)));

/** Brings the entry that is looked at into the middle, with what happened around it. */
export function zoomToSelected(): void {
  const { now } = world.value;
  const entry = selected.value === null ? undefined : now.bySeq.get(selected.value);
  if (entry === undefined) return;
  const delivery = 'delivery' in entry ? now.deliveries.get(entry.delivery) : undefined;
  const first = delivery?.attempts[0]?.sent.at ?? entry.at;
  const last = delivery?.attempts.at(-1)?.sent.at ?? entry.at;
  const room = Math.max(10_000, (last - first) * 0.1);
  stretch.value = { from: first - room, to: last + room };
}

/** What has been, without what is to come. */
function zoomToPassed(): void {
  stretch.value = whole(Math.max(world.value.now.latest, present.value ?? 0));
}

export function Timeline() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useRef<Picture | null>(null);
  const drag = useRef<{ x: number; from: Stretch; moved: boolean } | null>(null);
  const [tip, setTip] = useState<{ x: number; y: number; text: string } | null>(null);

  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    let palette = readPalette(element);
    const draw = () => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0) return;
      const dense = devicePixelRatio;
      if (element.width !== Math.round(width * dense)) element.width = Math.round(width * dense);
      if (element.height !== Math.round(height * dense)) element.height = Math.round(height * dense);
      const ctx = element.getContext('2d') as CanvasRenderingContext2D;
      ctx.setTransform(dense, 0, 0, dense, 0, 0);
      const seq = selected.value;
      const entry = seq === null ? undefined : world.value.now.bySeq.get(seq);
      picture.current = {
        layout: layout.value,
        stretch: fitting.value,
        width,
        height,
        now: present.value,
        selected: seq,
        marked: marked.value,
        person: entry !== undefined && 'applicant' in entry ? (entry.applicant ?? null) || null : null,
      };
      paint(ctx, picture.current, palette);
    };
    // One picture a frame, however much has changed in between.
    let asked = false;
    const stop = effect(() => {
      void [layout.value, fitting.value, present.value, selected.value, marked.value];
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        draw();
      });
    });
    const resized = new ResizeObserver(draw);
    resized.observe(element);
    const unhear = onSchemeChange(() => {
      palette = readPalette(element);
      draw();
    });
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const at = atOf(event.offsetX, picture.current as Picture);
      stretch.value =
        Math.abs(event.deltaX) > Math.abs(event.deltaY)
          ? shifted(fitting.value, event.deltaX / 1000)
          : zoomed(fitting.value, event.deltaY > 0 ? 1.25 : 0.8, at);
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      stop();
      resized.disconnect();
      unhear();
      element.removeEventListener('wheel', wheel);
    };
  }, []);

  function move(event: PointerEvent): void {
    const held = drag.current;
    const now = picture.current;
    if (now === null) return;
    if (held !== null) {
      const by = (held.x - event.offsetX) / (now.width - gutter);
      if (Math.abs(held.x - event.offsetX) > 3) held.moved = true;
      if (held.moved) stretch.value = shifted(held.from, by);
      return;
    }
    const mark = markAt(event.offsetX, event.offsetY, now);
    setTip(mark && { x: event.offsetX, y: event.offsetY, text: `${momentOf(mark)} ${mark.title}` });
  }

  function release(event: PointerEvent): void {
    const clicked = drag.current?.moved === false;
    drag.current = null;
    const mark = clicked && picture.current !== null ? markAt(event.offsetX, event.offsetY, picture.current) : null;
    if (mark !== null && mark.seq !== null) selected.value = mark.seq;
  }

  function key(event: KeyboardEvent): void {
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    stretch.value = act(fitting.value);
  }

  return (
    <section class="timeline" aria-label="Timeline">
      <div class="tools">
        <h2>Timeline</h2>
        <Legend />
        <span class="grow" />
        <label class="check">
          <input
            type="checkbox"
            checked={showsWallTime.value}
            onChange={(event) => (showsWallTime.value = event.currentTarget.checked)}
          />
          wall time
        </label>
        <button type="button" class="quiet" onClick={() => (stretch.value = zoomed(fitting.value, 0.5))}>
          <Icon name="plus" label="Zoom in" />
        </button>
        <button type="button" class="quiet" onClick={() => (stretch.value = zoomed(fitting.value, 2))}>
          <Icon name="minus" label="Zoom out" />
        </button>
        <button type="button" class="quiet" onClick={zoomToSelected} disabled={selected.value === null}>
          Selected
        </button>
        <button type="button" class="quiet" onClick={zoomToPassed}>
          Passed
        </button>
        <button type="button" class="quiet" onClick={() => (stretch.value = null)}>
          Whole
        </button>
      </div>
      <div class="picture">
        <canvas
          ref={canvas}
          tabIndex={0}
          role="img"
          aria-label="Attempts and issuer calls in sandbox time. The list below tells the same. Arrow keys move, + and - zoom, 0 shows all."
          onPointerDown={(event) => {
            drag.current = { x: event.offsetX, from: fitting.value, moved: false };
            canvas.current?.setPointerCapture(event.pointerId);
          }}
          onPointerMove={move}
          onPointerUp={release}
          onPointerLeave={() => setTip(null)}
          onKeyDown={key}
        />
        {tip !== null && (
          <div class="tip" style={{ left: `${tip.x + 12}px`, top: `${tip.y + 12}px` }}>
            {tip.text}
          </div>
        )}
      </div>
    </section>
  );
}

function momentOf({ at, seq }: Mark): string {
  const entry = seq === null ? undefined : world.value.now.bySeq.get(seq);
  return showsWallTime.value && entry !== undefined ? wallText(entry.wall) : sinceText(at);
}

const keys: Readonly<Record<string, (from: Stretch) => Stretch | null>> = {
  ArrowLeft: (from) => shifted(from, -0.1),
  ArrowRight: (from) => shifted(from, 0.1),
  '+': (from) => zoomed(from, 0.5),
  '-': (from) => zoomed(from, 2),
  0: () => null,
};

function Legend() {
  return (
    <ul class="legend" aria-label="Signs">
      <li class="good">● answered 2xx</li>
      <li class="bad">✕ refused or failed</li>
      <li class="warn">▲ no answer</li>
      <li class="calm">◌ to come</li>
      <li class="good">◆ credential</li>
    </ul>
  );
}

function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    good: read('good'),
    bad: read('bad'),
    warn: read('warn'),
    busy: read('busy'),
    calm: read('dim'),
    ink: read('ink'),
    dim: read('dim'),
    line: read('line'),
    paper: read('paper'),
    panel: read('panel'),
    now: read('accent'),
  };
}
