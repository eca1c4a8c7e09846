import { type Direction, type Places, verdictText } from './pictures';
import { Walk } from './walk';

/** A finger that went less far has pressed, not swiped. */
const far = 48;

/** A swipe goes clearly one way. */
const clearly = 1.5;

/** Where a swipe leads: the picture follows the finger, so that one to the left brings what lies right. */
export function swiped(from: readonly [number, number], to: readonly [number, number]): Direction | undefined {
  const x = to[0] - from[0];
  const y = to[1] - from[1];
  if (Math.abs(x) >= far && Math.abs(x) > clearly * Math.abs(y)) {
    return x < 0 ? 'right' : 'left';
  }
  if (Math.abs(y) >= far && Math.abs(y) > clearly * Math.abs(x)) {
    return y < 0 ? 'down' : 'up';
  }
  return undefined;
}

/** What a finger on the picture means. */
export class Swipe {
  private from: [number, number] | undefined;

  constructor(
    private readonly may: () => boolean,
    private readonly go: (direction: Direction) => void,
  ) {}

  readonly begin = (event: PointerEvent) => {
    this.from = event.pointerType === 'touch' && event.isPrimary && this.may() ? [event.clientX, event.clientY] : undefined;
  };

  readonly cancel = () => {
    this.from = undefined;
  };

  readonly end = (event: PointerEvent) => {
    const direction = this.from && swiped(this.from, [event.clientX, event.clientY]);
    this.from = undefined;
    if (direction) {
      this.go(direction);
    }
  };
}

const further: Record<Direction, string> = { left: 'further left', right: 'further right', up: 'further up', down: 'further down' };

/** What a screen reader says where nothing lies any more. */
export function edgeWords(direction: Direction) {
  return `No picture ${further[direction]}.`;
}

/** What it says of the picture that one has come to, and of where that lies. */
export function placeWords(places: Places, index: number) {
  const picture = places.picture(index);
  if (!picture?.label || !places.shows(index)) {
    return '';
  }
  const where = [
    places.width > 1 ? `${places.x(index) + 1} of ${places.width} across` : '',
    places.height > 1 ? `${places.row(index) + 1} of ${places.height} down` : '',
  ].filter(Boolean);
  return [picture.label, verdictText(picture), where.join(', ')].filter(Boolean).join('. ') + '.';
}

/** Words that a screen reader says again where they are told twice: what does not change is silent. */
export function toldAgain(before: string, words: string) {
  return before === words && words ? `${words}\u00a0` : words;
}

/** How one goes from picture to picture: as the grid says, where it says that and somebody wants it, else as it lies. */
export class Route {
  readonly walk: Walk | undefined;
  private readonly lies: Lies;

  constructor(readonly places: Places) {
    this.walk = places.grid.walk && new Walk(places.grid.walk, places);
    this.lies = new Lies(places);
  }

  /** The way that one goes from a picture. */
  from(index: number, walks: boolean): Way {
    return walks && this.walk && this.places.shows(index) ? this.walk : this.lies;
  }
}

/** A way from picture to picture, in words that are read out. */
export interface Way {
  neighbour(index: number, direction: Direction): number | undefined;
  words(index: number): string;
  edge(direction: Direction): string;
}

class Lies implements Way {
  constructor(private readonly places: Places) {}

  neighbour(index: number, direction: Direction) {
    return this.places.neighbour(index, direction);
  }

  words(index: number) {
    return placeWords(this.places, index);
  }

  edge(direction: Direction) {
    return edgeWords(direction);
  }
}

/** The pictures that one step leads to. */
export function near(way: Way, index: number): number[] {
  return (['right', 'left', 'down', 'up'] as const).map((direction) => way.neighbour(index, direction)).filter((next) => next !== undefined);
}

/** Those, and the line that one walks along. */
export function about(way: Way, index: number): number[] {
  const line = way instanceof Walk ? way.line(index).map((stop) => stop.index) : [];
  return [...new Set([...near(way, index), ...line.filter((one) => one !== undefined)])];
}

/** Whoever stays so long at a picture looks at it, and does not run past it. */
const rest = 150;

/** Has the browser fetch pictures before they are asked for, each once, and lets go of those that are not near any more. */
export class Ahead {
  private readonly held = new Map<string, HTMLImageElement>();
  private wanted = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly image = () => new Image()) {}

  fetch(addresses: string[]) {
    const near = new Set(addresses.filter(Boolean));
    for (const [address, image] of this.held) {
      if (!near.has(address)) {
        image.src = ''; // what is still under way would only keep others waiting
        this.held.delete(address);
      }
    }
    const wanted = [...near].join(' ');
    if (wanted !== this.wanted) {
      this.wanted = wanted;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => near.forEach((address) => this.hold(address)), rest);
    }
  }

  private hold(address: string) {
    if (!this.held.has(address)) {
      const image = this.image();
      image.src = address;
      this.held.set(address, image);
    }
  }
}
