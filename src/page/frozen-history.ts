// Which scenario's history a report shows, and what in it a check points at.
import type { Entry, Evidence, RunResult } from '../../harness/result.ts';
import { failures } from '../reports/telling/facts.ts';
import { marked, selected, showWorld, world } from './state.ts';
import { batch, signal } from './ui.ts';
import { attemptOf, createWorld, type World } from './world.ts';

/** The scenario whose history is shown; strays belong to none. */
export const scenario = signal<string | null>(null);
export const strays = 'calls for people of no scenario';

/** What broke first, where it was seen; else the first scenario that was run. */
export function begin(result: RunResult): void {
  const ran = result.scenarios.filter(({ skipped }) => skipped === null);
  const seen = failures(result).flatMap((check) => check.evidence);
  const first = seen.find(({ scenario: id }) => ran.some((each) => each.id === id));
  if (first === undefined) show(result, ran[0]?.id ?? strays);
  else showEvidence(result, first);
}

export function show(result: RunResult, id: string): void {
  const found = result.scenarios.find((each) => each.id === id);
  batch(() => {
    scenario.value = id;
    showWorld(createWorld(found?.entries ?? result.strays));
  });
}

/** The scenario it was seen in, with what the check points at. */
export function showEvidence(result: RunResult, { scenario: id, entries }: Evidence): void {
  batch(() => {
    show(result, id);
    const { now } = world.value;
    const seqs = entries.map((seq) => lineSeq(now, now.bySeq.get(seq)) ?? seq);
    marked.value = new Set(seqs);
    selected.value = seqs[0] ?? null;
  });
}

/** An answer stands in the line of what it answers. */
function lineSeq(now: World, entry: Entry | undefined): number | null {
  if (entry?.kind === 'call.answered') return now.calls.get(entry.call)?.received.seq ?? null;
  return entry === undefined ? null : (attemptOf(now, entry)?.sent.seq ?? null);
}
