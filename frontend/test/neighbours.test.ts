import { describe, expect, test } from 'vitest';
import { besides } from '../src/shared/neighbours';
import { Places } from '../src/shared/pictures';
import { grid } from './a-grid';

describe('what the pictures beside one have that it has not', () => {
  test('the one to the left and the one above, each by what differs and its points', () => {
    const faces = grid(2, 2);
    faces.pictures.at(2)!.points = 1;
    const places = new Places(faces);
    const index = places.at(1, 1)!;
    expect(besides(places, index)).toEqual(['left: column 0 (1 of 3)', 'above: row 0']);
  });

  test('nothing at the corner, and over a gap the next one', () => {
    const places = new Places(grid(1, 3, [{ label: '' }], ['0 1 0']));
    expect(besides(places, 0)).toEqual([]);
    expect(besides(places, 1)).toEqual(['left: column 0']);
  });
});
