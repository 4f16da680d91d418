// What is over is forgotten, the oldest first, so that a world that is served for days does not grow with every event.

export type Forget<Value> = (kept: Map<string, Value>, isOver: (value: Value) => boolean) => number;

/**
 * Lets go of the oldest that are over when there are a tenth more than `most`, and says how many went. What is not over
 * stays, however many there are. `forgotten` hears of each that went.
 */
export function createForget<Value>(most: number, forgotten?: (value: Value) => void): Forget<Value> {
  let patience = most * 1.1;
  return (kept, isOver) => {
    if (kept.size <= patience) return 0;
    let gone = 0;
    for (const [key, value] of kept) {
      if (kept.size <= most) break;
      if (!isOver(value)) continue;
      kept.delete(key);
      gone += 1;
      forgotten?.(value);
    }
    // Those that had to stay are not looked at again before there are a tenth more of them.
    patience = Math.max(most, kept.size) * 1.1;
    return gone;
  };
}
