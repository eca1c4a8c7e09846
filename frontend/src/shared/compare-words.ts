import type { View } from './compare-view';
import type { Picture } from './pictures';

export type Way = 'side' | 'slider' | 'flicker' | 'difference';

/** The ways to compare, each with its name and its key. */
export const ways: [Way, string, string][] = [
  ['side', 'Side by side', '1'],
  ['slider', 'Slider', '2'],
  ['flicker', 'Flicker', '3'],
  ['difference', 'Difference', '4'],
];

/** What is seen, as it is read out. */
export interface Seen {
  way: Way;
  pictures: Picture[];
  /** The picture that slider and difference hold against the first, and the one that is seen while flickering. */
  other: number;
  shown: number;
  /** Whether flickering goes on by itself. */
  running: boolean;
  /** How much of the first picture the slider shows, in percent. */
  split: number;
  view: View;
}

/** What there is to be seen now; of what changes by itself only that it does. */
export function spoken({ way, pictures, other, shown, running, split, view }: Seen) {
  const label = (at: number) => pictures[at]?.label ?? '';
  const { part } = view;
  const unknown = part ? pictures.filter((picture) => !picture.parts?.[part]).length : 0;
  const seen = {
    side: `Side by side: ${pictures.length} pictures`,
    slider: `Slider: ${split} percent of ${label(0)}, the rest of ${label(other)}`,
    flicker: running ? `Flicker: ${pictures.length} pictures in turn` : `Flicker: picture ${shown + 1} of ${pictures.length}, ${label(shown)}`,
    difference: `Difference: ${label(0)} and ${label(other)}`,
  }[way];
  return [
    seen,
    `${part ?? 'whole'}, ${view.zoom} times${moved(view)}`,
    ...(unknown > 0 ? [`the ${part} not known of ${unknown} of ${pictures.length} pictures`] : []),
  ].join('; ');
}

/** Where one went from the middle. */
function moved({ x, y }: View) {
  const percent = (value: number) => Math.round(Math.abs(value) * 100);
  return [
    ...(percent(x) > 0 ? [`, ${percent(x)} percent to the ${x > 0 ? 'right' : 'left'}`] : []),
    ...(percent(y) > 0 ? [`, ${percent(y)} percent ${y > 0 ? 'down' : 'up'}`] : []),
  ].join('');
}
