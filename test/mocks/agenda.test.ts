// The list of what waits for its time.
import { expect, it } from 'vitest';
import { createAgenda } from '../../mocks/agenda.ts';

it('gives tasks in the order they fall due, those of one instant in the order they came', () => {
  const agenda = createAgenda();
  for (const [due, label] of [
    [2, 'c'],
    [1, 'a'],
    [2, 'd'],
    [1, 'b'],
  ] as const) {
    agenda.add(due, label, () => {});
  }
  const taken: string[] = [];
  for (let task = agenda.take(2); task !== null; task = agenda.take(2)) {
    agenda.begin(task);
    taken.push(task.label);
  }
  expect(taken).toEqual(['a', 'b', 'c', 'd']);
});

it('passes over what was cancelled, also at an instant that has been reached', () => {
  const agenda = createAgenda();
  const [first, second, third] = ['a', 'b', 'c'].map((label) => agenda.add(1, label, () => {}));
  first?.cancel();
  expect(agenda.take(1)).toBe(second);
  third?.cancel();
  expect(agenda.take(1)).toBeNull();
  expect(agenda.next()).toBeNull();
});

it('keeps its order when most of it was cancelled', () => {
  const agenda = createAgenda();
  const tasks = Array.from({ length: 5000 }, (_, at) => agenda.add((at * 7919) % 5000, String(at), () => {}));
  for (const task of tasks) if (task.due % 10 !== 0) task.cancel();
  expect(agenda.pending()).toBe(500);
  const dues: number[] = [];
  for (let task = agenda.take(5000); task !== null; task = agenda.take(5000)) {
    agenda.begin(task);
    dues.push(task.due);
  }
  expect(dues).toEqual(Array.from({ length: 500 }, (_, at) => at * 10));
});
