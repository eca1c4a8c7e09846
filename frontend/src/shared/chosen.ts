import type { Picture } from './pictures';

/** More pictures beside each other show too little of each. */
export const mostCompared = 6;

/** With one more picture, or without it if it was among them, wherever each of them lies now: a picture is known by its address. */
export function chosen(before: Picture[], picture: Picture | undefined): Picture[] {
  if (!picture?.image) {
    return before;
  }
  const without = before.filter((one) => one.image !== picture.image);
  return without.length < before.length ? without : [...before, kept(picture)];
}

/** The picture as it is now, whatever comes for its place later. */
function kept({ row, column, layer, thumbnail, image, label, caption, points, source, parts }: Picture): Picture {
  return { row, column, layer, thumbnail, image, label, ...(caption === undefined ? {} : { caption }), ...(points === undefined ? {} : { points }), ...(source ? { source } : {}), ...(parts ? { parts } : {}) };
}

export function toldChosen(all: Picture[]) {
  return `Chosen: ${all.map((one) => one.label).join('; ')}. c on another compares, C chooses more, Esc lets go.`;
}
