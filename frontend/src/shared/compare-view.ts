/** A part of a face that pictures can be held at. */
export type Part = 'eyes' | 'mouth' | 'brows';

export const partKeys: Record<string, Part | undefined> = { e: 'eyes', m: 'mouth', b: 'brows' };

/** A rectangle in fractions of a picture. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Parts = Partial<Record<Part, Area>>;

/** Where parts lie, as it is sent: `eyes 0.2 0.4 0.6 0.2;mouth …`; nothing of what is not known. */
export function partsOf(text: string): Parts {
  const parts: Parts = {};
  for (const one of text.split(';')) {
    const [name, ...numbers] = one.trim().split(' ');
    const [x, y, width, height] = numbers.map(Number);
    if ((name === 'eyes' || name === 'mouth' || name === 'brows') && numbers.length === 4 && [x, y, width, height].every(Number.isFinite)) {
      parts[name] = { x: x!, y: y!, width: width!, height: height! };
    }
  }
  return parts;
}

/** What all pictures that are compared show of themselves. */
export interface View {
  /** How many times larger than the whole, or than the whole part, fits. */
  zoom: number;
  /** How far one has gone from the middle, in fractions of what fits. */
  x: number;
  y: number;
  part?: Part;
}

export const whole: View = { zoom: 1, x: 0, y: 0 };

/** Whether nothing is enlarged, moved or held at a part. */
export function isWhole(view: View) {
  return view.zoom === 1 && view.x === 0 && view.y === 0 && view.part === undefined;
}

const zooms = [1, 1.5, 2, 3, 4, 6, 8, 12, 16];
const step = 0.1;

/** One size larger (1) or smaller (-1), at the same place. */
export function zoomed(view: View, by: number): View {
  const at = zooms.findIndex((zoom) => zoom >= view.zoom);
  const zoom = zooms[Math.max(0, Math.min(zooms.length - 1, (at < 0 ? zooms.length - 1 : at) + by))]!;
  return held({ ...view, zoom });
}

/** Moves what is seen, by fractions of the window. */
export function panned(view: View, right: number, down: number): View {
  return held({ ...view, x: view.x + right / view.zoom, y: view.y + down / view.zoom });
}

/** Goes to a part of the face, or from it back to the whole. */
export function lockedTo(view: View, part: Part): View {
  return view.part === part ? whole : { ...whole, part };
}

const arrows: Record<string, [number, number] | undefined> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };

/** The view after a key; undefined for keys that mean something else. */
export function viewAfter(view: View, key: string): View | undefined {
  const arrow = arrows[key];
  const part = partKeys[key];
  if (arrow) {
    return panned(view, ...arrow);
  }
  if (part) {
    return lockedTo(view, part);
  }
  return key === '+' || key === '=' ? zoomed(view, 1) : key === '-' ? zoomed(view, -1) : key === '0' ? whole : undefined;
}

/** Nobody gets further than to the edge of what fits. */
function held(view: View): View {
  const most = 0.5 * (1 - 1 / view.zoom) + (view.part ? 0.5 : 0);
  const hold = (value: number) => Math.max(-most, Math.min(most, value)) || 0;
  return { ...view, x: hold(view.x), y: hold(view.y) };
}

interface Size {
  width: number;
  height: number;
}

/** Where a picture lies in its frame, so that all pictures show the same of themselves; undefined where its part is not known. */
export function placed(frame: Size, picture: Size, view: View, parts: Parts) {
  const area = view.part ? parts[view.part] : { x: 0, y: 0, width: 1, height: 1 };
  if (!area || picture.width === 0 || picture.height === 0) {
    return undefined;
  }
  const fits = Math.min(frame.width / (area.width * picture.width), frame.height / (area.height * picture.height));
  const scale = fits * view.zoom;
  const [width, height] = [picture.width * scale, picture.height * scale];
  const middle = { x: area.x + area.width * (0.5 + view.x), y: area.y + area.height * (0.5 + view.y) };
  return { left: frame.width / 2 - middle.x * width, top: frame.height / 2 - middle.y * height, width, height, scale };
}
