// What follows from a finished history follows every time it is asked: dozens of checks ask the same of the same people and
// deliveries. Remembered with what it is about, and forgotten with it.

/** The same function, which finds the answer about each thing once. */
export function remembered<About extends object, Answer>(find: (about: About) => Answer): (about: About) => Answer {
  const found = new WeakMap<About, { readonly answer: Answer }>();
  return (about) => {
    let known = found.get(about);
    if (known === undefined) {
      known = { answer: find(about) };
      found.set(about, known);
    }
    return known.answer;
  };
}
