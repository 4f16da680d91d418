// The results as a table for people: a ratio or figure, its median and spread, its target, met or missed.

export function tableOf(results, machine, { rounds, quick }) {
  const lines = [
    '',
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}${machine.pinned ? '' : ', not pinned to cores'}`,
    `median of ${rounds} round${rounds === 1 ? '' : 's'} (min–max)${quick ? ', quick: shows that the bench works, not how fast we are' : ''}`,
  ];
  for (const { title, rows, notes = [], failed } of results) {
    lines.push('', title);
    if (failed !== undefined) lines.push(`  failed: ${failed}`);
    for (const each of rows) lines.push(`  ${line(each)}`);
    for (const note of notes) lines.push(`  ${note}`);
  }
  const targets = results.flatMap(({ rows }) => rows).filter(({ met }) => met !== null);
  const met = targets.filter((each) => each.met).length;
  lines.push('', `${met} of ${targets.length} targets met`, '', '');
  return lines.join('\n');
}

function line({ tells, unit, median, min, max, limit, met }) {
  const spread = `(${number(min)}–${number(max)})`;
  const target = limit === null ? '' : 'atLeast' in limit ? `≥ ${limit.atLeast}` : `≤ ${limit.atMost}`;
  const verdict = met === null ? '' : met ? 'met' : 'MISSED';
  return `${tells.padEnd(62)} ${(number(median) + unit).padStart(10)} ${spread.padEnd(18)} ${target.padEnd(8)} ${verdict}`.trimEnd();
}

export function number(value) {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
