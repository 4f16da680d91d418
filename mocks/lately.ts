// V8 forgets the shape of what nothing is left of, and with it the fast code that it has made for it: after a collection while
// nothing is under way, thousands of attempts would take twice as long. So the last of each kind that comes and goes is kept.

export const lately: {
  plan: object | null;
  shot: object | null;
  request: object | null;
  exchange: object | null;
  reception: object | null;
} = { plan: null, shot: null, request: null, exchange: null, reception: null };
