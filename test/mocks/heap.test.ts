// The heap under the clock.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Due, Heap } from '../../mocks/heap.ts';

it('gives what falls due first, of one instant what came first, however putting in and taking out are mixed', () => {
  const step = fc.oneof(fc.record({ due: fc.integer({ min: 0, max: 9 }) }), fc.constant('take' as const));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const heap = new Heap<Due>();
      let sorted: Due[] = [];
      for (const [seq, step] of steps.entries()) {
        if (step === 'take') {
          expect(heap.peek()).toBe(sorted[0]);
          expect(heap.pop()).toBe(sorted.shift());
        } else {
          const item = { due: step.due, seq };
          heap.push(item);
          sorted = [...sorted, item].sort((a, b) => a.due - b.due || a.seq - b.seq);
        }
        expect(heap.length).toBe(sorted.length);
        expect(heap.nextDue()).toBe(sorted[0]?.due ?? Number.POSITIVE_INFINITY);
      }
    }),
  );
});

it('takes back what was taken, at its old place', () => {
  const heap = new Heap<Due>();
  const [first, second] = [
    { due: 1, seq: 0 },
    { due: 1, seq: 1 },
  ];
  heap.push(first);
  heap.push(second);
  heap.push(heap.pop() as Due);
  expect([heap.pop(), heap.pop(), heap.pop()]).toEqual([first, second, undefined]);
});
