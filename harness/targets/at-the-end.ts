// What must be undone even if this process is interrupted or ends in the middle: programs we started, files we wrote.
const tasks = new Set<() => void>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs `undo` (it must not wait for anything) when this process ends, unless the returned function was called before. */
export function atTheEnd(undo: () => void): () => void {
  if (tasks.size === 0) arm();
  tasks.add(undo);
  return () => {
    tasks.delete(undo);
    if (tasks.size === 0) disarm();
  };
}

function arm(): void {
  process.on('exit', undoAll);
  // Before everybody else's: a listener that hears only once is no longer counted when it has heard.
  for (const signal of signals) process.prependListener(signal, onSignal);
}

function disarm(): void {
  process.off('exit', undoAll);
  for (const signal of signals) process.off(signal, onSignal);
}

function undoAll(): void {
  for (const undo of [...tasks]) undo();
  tasks.clear();
}

function onSignal(signal: NodeJS.Signals): void {
  undoAll();
  disarm();
  // Where nobody else listens a signal ends the process, as it would have without us.
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
