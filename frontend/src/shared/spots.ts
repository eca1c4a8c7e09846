/** A point on a picture, or a rectangle, in fractions of its width and height. */
export interface Spot {
  x: number;
  y: number;
  width?: number;
  height?: number;
}

/** A thread about a place on a picture. */
export interface Said extends Spot {
  thread: number;
  resolved: boolean;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Shorter drags than this, in pixels, are meant as a point. */
const shortest = 6;

/** Where a picture lies in the frame that holds it whole. */
export function contained(frame: Box, width: number, height: number): Box {
  if (width <= 0 || height <= 0) {
    return frame;
  }
  const scale = Math.min(frame.width / width, frame.height / height);
  return {
    left: frame.left + (frame.width - width * scale) / 2,
    top: frame.top + (frame.height - height * scale) / 2,
    width: width * scale,
    height: height * scale,
  };
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** What was drawn from one place of the window to another, as far as it lies on the picture. */
export function drawn(picture: Box, from: [number, number], to: [number, number]): Spot {
  const across = ([x]: [number, number]) => clamp((x - picture.left) / picture.width);
  const down = ([, y]: [number, number]) => clamp((y - picture.top) / picture.height);
  const [x, y] = [Math.min(across(from), across(to)), Math.min(down(from), down(to))];
  const [width, height] = [Math.abs(across(to) - across(from)), Math.abs(down(to) - down(from))];
  return width * picture.width < shortest || height * picture.height < shortest
    ? { x: across(from), y: down(from) }
    : { x, y, width, height };
}

const step = 0.02;

/** A spot that keys move, or with Shift make larger and smaller; undefined for other keys. */
export function moved(spot: Spot, key: string, shift: boolean): Spot | undefined {
  const ways: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const way = ways[key];
  if (!way) {
    return undefined;
  }
  const [across, down] = [way[0] * step, way[1] * step];
  if (shift) {
    const width = Math.min(1 - spot.x, Math.max(0, (spot.width ?? 0) + across));
    const height = Math.min(1 - spot.y, Math.max(0, (spot.height ?? 0) + down));
    const area = { x: spot.x, y: spot.y, width: width || step, height: height || step };
    return width < step / 2 && height < step / 2 ? { x: spot.x, y: spot.y } : { ...area, width: Math.min(area.width, 1 - spot.x), height: Math.min(area.height, 1 - spot.y) };
  }
  const x = Math.min(1 - (spot.width ?? 0), Math.max(0, spot.x + across));
  const y = Math.min(1 - (spot.height ?? 0), Math.max(0, spot.y + down));
  return { ...spot, x, y };
}
