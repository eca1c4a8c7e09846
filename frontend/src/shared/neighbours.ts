import type { Places } from './pictures';

/** In what the pictures to the left and above differ from this one. */
export function besides(places: Places, index: number) {
  const own = places.picture(index)!.label.split(', ');
  return (['left', 'up'] as const).flatMap((direction) => {
    const neighbour = places.neighbour(index, direction);
    if (neighbour === undefined) {
      return [];
    }
    const picture = places.picture(neighbour)!;
    const other = picture.label.split(', ').filter((part, at) => part !== own[at]);
    const points = picture.points === undefined ? '' : ` (${picture.points} of 3)`;
    return [`${direction === 'left' ? 'left' : 'above'}: ${other.join(', ')}${points}`];
  });
}
