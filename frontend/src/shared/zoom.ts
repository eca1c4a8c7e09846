/** The sizes of a tile in a grid, in CSS pixels. */
export const smallest = 48;
export const largest = 256;
export const step = 16;

/** The nearest size that a grid can be zoomed to. */
export function tileSize(wanted: number) {
  return Math.max(smallest, Math.min(largest, Math.round(wanted / step) * step));
}

const enlargements = [1, 2, 3, 4, 6, 8];

/** How many times larger the large view shows a picture, some steps on from `zoom`; 0 fits it into the window. */
export function enlargement(zoom: number, steps: number) {
  const at = Math.max(0, enlargements.indexOf(Math.max(1, zoom)));
  const next = enlargements[Math.max(0, Math.min(enlargements.length - 1, at + steps))]!;
  return next === 1 ? 0 : next;
}
