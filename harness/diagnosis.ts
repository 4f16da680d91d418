// Diagnosis by signature: what broke is compared with what each known fault breaks.
import type { Verdict } from './check.ts';

/** Verdict by check; empty where the provider gives the fault no occasion to show. */
export type Row = Readonly<Record<string, Verdict>>;
/** Row by fault. */
export type Rows = Readonly<Record<string, Row>>;
/** Rows by provider: the committed kill matrix. */
export type Matrix = Readonly<Record<string, Rows>>;

/** The matrix as it is kept: of each row only what is not met, so that a change of one cell is a change of one line. */
export interface PackedMatrix {
  readonly checks: readonly string[];
  readonly rows: Readonly<Record<string, Readonly<Record<string, PackedRow>>>>;
}

export const isReached = (row: Row): boolean => Object.keys(row).length > 0;

/** null: never reached with this provider. */
type PackedRow = Readonly<Partial<Record<Exclude<Verdict, 'met'>, readonly string[]>>> | null;

export function packMatrix(matrix: Matrix): PackedMatrix {
  const checks = new Set<string>();
  const rows: Record<string, Record<string, PackedRow>> = {};
  for (const [provider, faults] of Object.entries(matrix)) {
    const packed: Record<string, PackedRow> = {};
    for (const [fault, row] of Object.entries(faults)) {
      const others: Record<string, string[]> = {};
      for (const [check, verdict] of Object.entries(row)) {
        checks.add(check);
        if (verdict !== 'met') others[verdict] = [...(others[verdict] ?? []), check];
      }
      packed[fault] = isReached(row) ? others : null;
    }
    rows[provider] = packed;
  }
  return { checks: [...checks], rows };
}

export function unpackMatrix({ checks, rows }: PackedMatrix): Matrix {
  const matrix: Record<string, Record<string, Row>> = {};
  for (const [provider, faults] of Object.entries(rows)) {
    const unpacked: Record<string, Row> = {};
    for (const [fault, others] of Object.entries(faults)) {
      unpacked[fault] = others === null ? {} : unpackRow(checks, others);
    }
    matrix[provider] = unpacked;
  }
  return matrix;
}

function unpackRow(checks: readonly string[], others: NonNullable<PackedRow>): Row {
  const row: Record<string, Verdict> = Object.fromEntries(checks.map((check) => [check, 'met']));
  for (const [verdict, ids] of Object.entries(others)) for (const id of ids) row[id] = verdict as Verdict;
  return row;
}

/** The row of the receiver that has no fault. */
export const faultless = 'none';

/** The receiver written after the published recipe, for the provider of the recipe. */
export const recipeStyle = {
  id: 'recipe-style',
  tells:
    'It does what the published recipe shows: verifies nothing, polls inside the request, revokes and issues again.',
} as const;

/**
 * The fault whose broken checks differ least from these. A check that was not judged this time speaks neither for nor
 * against. With `check`, only faults that break it are asked, so that each of two faults is found by its own checks.
 */
export function nearestFault(verdicts: Row, rows: Rows, check?: string): string | null {
  const judged = Object.keys(verdicts).filter((id) => verdicts[id] === 'met' || verdicts[id] === 'broken');
  const broken = new Set(judged.filter((id) => verdicts[id] === 'broken'));
  if (broken.size === 0) return null;
  const candidates = Object.entries(rows)
    .filter(([fault]) => fault !== faultless)
    .map(([fault, row]) => ({ fault, breaks: judged.filter((id) => row[id] === 'broken') }))
    .filter(({ breaks }) => (check === undefined ? breaks.some((id) => broken.has(id)) : breaks.includes(check)))
    .map(({ fault, breaks }) => {
      const unseen = breaks.filter((id) => !broken.has(id)).length;
      const unexplained = broken.size - (breaks.length - unseen);
      return { fault, distance: unseen + unexplained, unseen };
    });
  // Of two that are equally far, the one that promises less than it shows.
  candidates.sort((a, b) => a.distance - b.distance || a.unseen - b.unseen || (a.fault < b.fault ? -1 : 1));
  return candidates[0]?.fault ?? null;
}

export interface Cell {
  readonly provider: string;
  readonly fault: string;
  /** null: the row as a whole, which one has and the other has not reached. */
  readonly check: string | null;
  /** null: no such cell. */
  readonly committed: Verdict | null;
  readonly found: Verdict | null;
}

/** Every cell that differs, either way; only providers and faults of `found` are compared when it is partial. */
export function compareMatrices(committed: Matrix, found: Matrix, partial = false): readonly Cell[] {
  const cells: Cell[] = [];
  for (const provider of union(Object.keys(found), partial ? [] : Object.keys(committed))) {
    const ours = found[provider] ?? {};
    const theirs = committed[provider] ?? {};
    for (const fault of union(Object.keys(ours), partial ? [] : Object.keys(theirs))) {
      const row = ours[fault] ?? {};
      const known = theirs[fault] ?? {};
      if (fault in ours && fault in theirs && isReached(row) !== isReached(known)) {
        cells.push({ provider, fault, check: null, committed: null, found: null });
        continue;
      }
      for (const check of union(Object.keys(row), Object.keys(known))) {
        const cell = { provider, fault, check, committed: known[check] ?? null, found: row[check] ?? null };
        if (cell.committed !== cell.found) cells.push(cell);
      }
    }
  }
  return cells;
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])].sort();
}
