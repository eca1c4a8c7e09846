import type { Picture } from './pictures';

/** More pictures beside each other show too little of each. */
export const mostCompared = 6;

/** A picture that is to be compared with others. */
export interface Chosen {
  /** Its number among the pictures that are shown; -1 where it is not among them any more. */
  index: number;
  /** What it is, wherever one goes to find the others. */
  picture: Picture;
}

/** With one more picture, or without it if it was among them. */
export function chosen(before: Chosen[], index: number, picture: Picture | undefined): Chosen[] {
  return before.some((one) => one.index === index) ? before.filter((one) => one.index !== index) : picture ? [...before, { index, picture }] : before;
}

export function toldChosen(all: Chosen[]) {
  const names = all.map((one) => one.picture.label).join('; ');
  return `Chosen: ${names}. c on another compares, C chooses more, Esc lets go.`;
}
