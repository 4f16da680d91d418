// What the page shows at present. Components read it; what changes it stands beside it.
import type { Entry } from '../../harness/result.ts';
import { type Filter, noFilter, passes } from './filter.ts';
import { isListed } from './happenings.ts';
import { batch, computed, signal } from './ui.ts';
import { addEntry, type Coming, createWorld, type World } from './world.ts';

/** The world is changed in place; each change gives it a new box, and what reads it is drawn again. */
export const world = signal<{ readonly now: World }>({ now: createWorld() });
export const filter = signal<Filter>(noFilter);
/** The `seq` of the entry that is looked at. */
export const selected = signal<number | null>(null);
/** Entries that a check points at. */
export const marked = signal<ReadonlySet<number>>(new Set());
export const showsWallTime = signal(false);
/** The stretch of sandbox time in the timeline, ms since the beginning; null: all of it. */
export const stretch = signal<{ readonly from: number; readonly to: number } | null>(null);
/** Where "now" is, ms since the beginning; null: nowhere, the run is over. */
export const present = signal<number | null>(null);
/** Attempts still to come, by delivery, ms since the beginning. */
export const coming = signal<ReadonlyMap<string, readonly Coming[]>>(new Map());

export const shownEntries = computed<readonly Entry[]>(() => {
  const { now } = world.value;
  const wanted = filter.value;
  return now.entries.filter((entry) => isListed(entry) && passes(now, wanted, entry));
});

export function showWorld(fresh: World): void {
  batch(() => {
    world.value = { now: fresh };
    selected.value = null;
    marked.value = new Set();
    stretch.value = null;
    filter.value = noFilter;
    coming.value = new Map();
  });
}

export function addEntries(entries: readonly Entry[]): void {
  const { now } = world.value;
  for (const entry of entries) addEntry(now, entry);
  world.value = { now };
}

/** A person by the name that steps use, or as much of the e-mail as tells people apart. */
export function nameOf(email: string): string {
  return world.value.now.names.get(email) ?? email.replace(/@example\.com$/, '');
}

/** Is there a server to ask? Not in a report. */
export const isServed = signal(false);
/** An event to be sent again with changes, for the form. */
export const draft = signal<{ readonly type: string; readonly applicant: string; readonly body: string } | null>(null);
