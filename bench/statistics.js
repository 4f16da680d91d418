// Medians and spread. A ratio is taken within each round, so that a noisy minute is noisy for both sides of it.

export function summary(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1), samples };
}

/** `limit` is met from above (`at least`) or from below (`at most`). No limit: a figure that is only told. */
export function ratioRow(tells, ours, theirs, limit = null) {
  return row(
    tells,
    ours.map((each, round) => each / theirs[round]),
    { unit: '×', limit },
  );
}

export function row(tells, samples, { unit = '', limit = null } = {}) {
  const { median, min, max } = summary(samples);
  const met = limit === null ? null : 'atLeast' in limit ? median >= limit.atLeast : median <= limit.atMost;
  return { tells, unit, median, min, max, samples, limit, met };
}
