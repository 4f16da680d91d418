// Checks that no fault of the reference receiver breaks, and why none can. Each is shown broken in a test of its own.
export const unbroken: Readonly<Record<string, string>> = {
  'accepts-a-valid-delivery':
    'A receiver that refuses an ordinary delivery fails the happy path, without which no fault counts.',
  'accepts-header-names-in-any-case':
    'Faults run in this process, where a request has its header names in lower case before any receiver sees them.',
  'survives-a-broken-connection':
    'A receiver that dies of it takes every other scenario with it: what else breaks depends on what came first.',
  'processes-a-whole-burst':
    'A receiver that drops work when there is much of it drops that of the scenarios beside the burst too, each time others.',
  'recovers-from-an-outage-of-its-own':
    'What waited out an outage is like any other event but for its age in sandbox time, which no receiver knows.',
};
