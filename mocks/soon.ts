// What is here already, or will be. A call that need not wait for anything is answered on the spot: promises that are kept
// at once cost more than the work between them.

export type Soon<Value> = Value | Promise<Value>;

/** Goes on with the value: now, if it is here. */
export function after<Value, Next>(soon: Soon<Value>, go: (value: Value) => Soon<Next>): Soon<Next> {
  return soon instanceof Promise ? soon.then(go) : go(soon);
}
