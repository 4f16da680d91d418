// What was made once for a key is not made again, within bounds: a world that is served for days does not remember all it
// was ever asked.

/** `make` must give the same for the same key. When there are `most`, all of them are forgotten. */
export function memo<Key, Value extends NonNullable<unknown>>(
  most: number,
  make: (key: Key) => Value,
): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    if (made.size >= most) made.clear();
    made.set(key, value);
    return value;
  };
}
