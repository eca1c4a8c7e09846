import { describe, expect, it } from 'vitest';
import { TilesGeometry } from '../src/shared/tiles-geometry';

describe('many tiles in lines', () => {
  const many = new TilesGeometry(4800, 12, 1197, 3);

  it('fill the width and know their height before any is made', () => {
    expect(many.size).toBe(97);
    expect(many.pitch).toBe(100);
    expect(many.height).toBe(400 * 100 - 3);
    expect([many.left(13), many.top(13)]).toEqual([100, 100]);
    expect(new TilesGeometry(0, 12, 1197, 3).height).toBe(0);
  });

  it('are made within one window of what is seen', () => {
    expect(many.near(-10_000, 800, undefined)).toEqual(Array.from({ length: 24 * 12 }, (_, at) => 92 * 12 + at));
    expect(many.near(300, 800, undefined).at(-1)).toBe(13 * 12 - 1);
    expect(many.near(5000, 800, undefined)).toEqual([]);
    expect(many.near(-60_000, 800, undefined)).toEqual([]);
  });

  it('keep the one that has the focus, wherever the page stands', () => {
    expect(many.near(5000, 800, 7)).toEqual([7]);
    expect(many.near(0, 800, 7).filter((place) => place === 7)).toEqual([7]);
    expect(many.near(-10_000, 800, 7).slice(0, 2)).toEqual([7, 92 * 12]);
    expect(many.near(0, 800, 4000).at(-1)).toBe(4000);
  });

  it('are all made where they are few, also before their width is known', () => {
    expect(new TilesGeometry(48, 12, 0, 3).near(9000, 800, undefined)).toHaveLength(48);
    expect(new TilesGeometry(480, 12, 0, 3).near(0, 800, undefined)).toEqual([]);
  });

  it('are reached by keys, and no key leads out', () => {
    expect(many.step(0, 'ArrowRight')).toBe(1);
    expect(many.step(0, 'ArrowDown')).toBe(12);
    expect(many.step(0, 'ArrowUp')).toBeUndefined();
    expect(many.step(5, 'Home')).toBe(0);
    expect(many.step(5, 'End')).toBe(4799);
    expect(many.step(4799, 'ArrowRight')).toBeUndefined();
    expect(many.step(5, 'x')).toBeUndefined();
  });
});
