import { beforeEach, describe, expect, test } from 'vitest';
import { ReviewDesk } from '../src/shared/review-desk';
import { complete, items, pointsOf, untouched, verdict, type Face, type Mark } from '../src/shared/review-marks';

const yes: Mark = { eyesMouth: true, browsTension: true, holistic: true, intendedConflict: false, note: '' };

function face(id: string, mark?: Mark): Face {
  return { id, image: '', thumbnail: '', archetype: 'soft', emotion: 'happy', ...(mark ? { mark } : {}) };
}

let desk: ReviewDesk;
beforeEach(() => {
  desk = new ReviewDesk([face('a', yes), face('b'), face('c')]);
});

describe('going through faces', () => {
  test('a review begins at the first face without a score', () => {
    expect([desk.face?.id, desk.open, desk.unanswered]).toEqual(['b', 2, 3]);
  });

  test('one that has every score begins at the first', () => {
    expect(new ReviewDesk([face('a', yes), face('b', yes)]).face?.id).toBe('a');
  });

  test('none is no review', () => {
    expect(new ReviewDesk([]).face).toBeUndefined();
  });

  test('what is half answered is kept while one looks elsewhere', () => {
    desk.change({ eyesMouth: false });
    desk.back();
    expect(desk.draft).toEqual(yes);
    desk.goOn();
    expect(desk.draft).toEqual({ ...untouched, eyesMouth: false });
  });

  test('what is skipped comes again at the end', () => {
    expect(desk.skip()).toBe(true);
    expect(desk.goOn()).toBe('next');
    desk.change(yes);
    desk.save();
    expect(desk.goOn()).toBe('paused');
    expect([desk.paused, desk.open, [...desk.skipped]]).toEqual([true, 1, ['b']]);
    desk.again();
    expect([desk.face?.id, desk.paused, desk.skipped.size]).toEqual(['b', false, 0]);
    desk.change(yes);
    desk.save();
    desk.show(2);
    expect(desk.goOn()).toBe('finished');
  });

  test('a face with a score cannot be skipped', () => {
    desk.show(0);
    expect(desk.skip()).toBe(false);
    expect(desk.skipped.size).toBe(0);
  });

  test('there is no way back before the first', () => {
    desk.show(0);
    desk.back();
    expect(desk.position).toBe(0);
  });
});

describe('answers', () => {
  test('a key says yes, then no', () => {
    expect(desk.turned('holistic')).toBe(true);
    desk.change({ holistic: true });
    expect(desk.turned('holistic')).toBe(false);
  });

  test('no to the rest leaves what is answered', () => {
    desk.change({ browsTension: true });
    desk.noToTheRest();
    expect(desk.draft).toEqual({ ...untouched, eyesMouth: false, browsTension: true, holistic: false });
    expect(desk.unanswered).toBe(0);
  });

  test('without every answer nothing is saved', () => {
    desk.change({ eyesMouth: true });
    expect(desk.save()).toEqual({ open: 2 });
    expect([desk.open, desk.unconfirmed, desk.canUndo]).toEqual([2, 0, false]);
  });

  test('the same once more is no new score', () => {
    desk.show(0);
    expect(desk.isKept).toBe(true);
    expect(desk.save()).toEqual({ mark: yes, isNew: false });
    expect([desk.unconfirmed, desk.canUndo]).toEqual([0, false]);
    desk.change({ note: 'odd' });
    expect(desk.isKept).toBe(false);
    expect(desk.save()).toMatchObject({ isNew: true });
  });
});

describe('the way back', () => {
  test('a score that is taken back leaves its answers to be changed', () => {
    desk.change(yes);
    desk.save();
    desk.goOn();
    expect(desk.undo()).toBe('b');
    expect([desk.face?.id, desk.open]).toEqual(['b', 2]);
    expect(desk.draft).toEqual(yes);
  });

  test('a score that was changed goes back to the one before', () => {
    desk.show(0);
    desk.change({ eyesMouth: false });
    desk.save();
    desk.undo();
    expect(desk.marks.get('a')).toEqual(yes);
    expect(desk.draft.eyesMouth).toBe(false);
  });

  test('it goes back one after the other, and ends', () => {
    desk.change(yes);
    desk.save();
    desk.goOn();
    desk.change(yes);
    desk.save();
    expect([desk.undo(), desk.undo(), desk.undo()]).toEqual(['c', 'b', undefined]);
    expect(desk.open).toBe(2);
  });
});

describe('what the server says', () => {
  test('a score waits until it is confirmed', () => {
    desk.change(yes);
    desk.save();
    expect(desk.unconfirmed).toBe(1);
    desk.confirmed('b');
    expect(desk.unconfirmed).toBe(0);
  });

  test('one that is refused is open again, with what was said', () => {
    desk.change({ ...yes, note: 'seen' });
    desk.save();
    desk.goOn();
    desk.refused('b');
    expect([desk.face?.id, desk.open, desk.unconfirmed]).toEqual(['b', 2, 0]);
    expect(desk.draft.note).toBe('seen');
  });
});

test.each([
  [0, 'broken'],
  [1, 'acceptable'],
  [2, 'acceptable'],
  [3, 'perfect'],
])('%d yes are %s', (points, word) => {
  const draft = { ...untouched, ...Object.fromEntries(items.map((item, at) => [item.name, at < points])) };
  expect(pointsOf(draft)).toBe(points);
  expect(verdict(points)).toBe(word);
  expect(complete(draft)).toEqual(draft);
});
