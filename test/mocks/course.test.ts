import { describe, expect, it } from 'vitest';
import { createCourse } from '../../mocks/course.ts';

const start = 1000;

/** A wall clock that is set by hand. */
function courseAt(speed: number | null) {
  let wall = 50_000;
  const course = createCourse(start, speed === null ? 'still' : { speed }, () => wall);
  const passes = (ms: number) => {
    wall += ms;
  };
  return { course, passes };
}

describe('where time has come to', () => {
  it('stands while it is still, however long one waits', () => {
    const { course, passes } = courseAt(null);
    passes(3000);
    expect([course.flows(), course.reached(), course.wallUntil(2000)]).toEqual([
      false,
      start,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('follows the wall clock as fast as it is told', () => {
    const { course, passes } = courseAt(10);
    passes(3);
    expect([course.flows(), course.reached(), course.wallUntil(2000)]).toEqual([true, 1030, 97]);
    expect(course.wallUntil(1)).toBe(0);
  });

  it('stands while it is stopped, can be put elsewhere, and flows on from there', () => {
    const { course, passes } = courseAt(1);
    passes(5);
    course.stop(course.reached());
    passes(500);
    expect([course.flows(), course.reached()]).toEqual([false, 1005]);
    course.put(9000);
    course.letGo();
    passes(7);
    expect([course.flows(), course.reached()]).toEqual([true, 9007]);
  });

  it('takes another pace from one instant on', () => {
    const { course, passes } = courseAt(1);
    passes(100);
    course.setPace({ speed: 2 }, course.reached());
    passes(100);
    expect([course.pace(), course.reached()]).toEqual([{ speed: 2 }, 1300]);
    course.setPace('still', course.reached());
    passes(100);
    expect(course.reached()).toBe(1300);
  });

  it('is not turned round by a wall clock that is put back', () => {
    const { course, passes } = courseAt(1);
    passes(-60_000);
    expect(course.reached()).toBe(start);
  });
});
