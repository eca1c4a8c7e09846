/** Where a face is to be seen: a part of a picture that has come. */
export interface Face {
  /** The picture that has it, and many others beside it. */
  readonly mosaic: string;
  /** How a background shows it alone. */
  readonly style: string;
}

/** So many faces come as one picture at most. */
const most = 16;
/** So many are on their way at once. */
const atOnce = 4;
/** More pictures than this are not kept, unless they are in view. */
const mostKept = 256;
/** After so long one that did not come is asked for once more. */
const patience = 3000;

const thumbnailForm = /^\/images\/([^/]+)\/(\d+)\/(\d+)\.png$/;

/** The address of one picture of all these thumbnails, which are of one size. */
export function mosaicOf(thumbnails: string[]) {
  const runs: [run: string, indexes: string[]][] = [];
  let size = '';
  for (const thumbnail of thumbnails) {
    const [, run, index, longer] = thumbnailForm.exec(thumbnail)!;
    size = longer!;
    if (runs.at(-1)?.[0] !== run) {
      runs.push([run!, []]);
    }
    runs.at(-1)![1].push(index!);
  }
  return `/images/mosaic/${size}.png?${runs.map(([run, indexes]) => `of=${run}:${indexes.join('.')}`).join('&')}`;
}

/**
 * The faces of a grid, which come many at once: a request, a picture to decode and an element for each of them is what takes most of the time
 * while somebody scrolls. What is asked for next is always what is looked at now.
 */
export class Mosaics {
  private readonly faces = new Map<string, Face>();
  /** By their addresses, those that were in view last at the end. */
  private readonly kept = new Map<string, { image: HTMLImageElement; thumbnails: string[] }>();
  private readonly asked = new Set<string>();
  private wanted: string[] = [];
  /** Held on to until they have come: what nobody holds may be thrown away, and what waits for it with it. */
  private readonly onTheirWay = new Set<HTMLImageElement>();

  /** @param arrived faces can be seen that could not */
  constructor(private readonly arrived: () => void) {}

  face(thumbnail: string) {
    return this.faces.get(thumbnail);
  }

  /** @param thumbnails of one size, those first that are to come first; those of before are not wanted any more */
  want(thumbnails: string[]) {
    for (const thumbnail of thumbnails) {
      const mosaic = this.faces.get(thumbnail)?.mosaic;
      const kept = mosaic === undefined ? undefined : this.kept.get(mosaic);
      if (mosaic !== undefined && kept) {
        this.kept.delete(mosaic);
        this.kept.set(mosaic, kept);
      }
    }
    const used = new Set(thumbnails.map((thumbnail) => this.faces.get(thumbnail)?.mosaic));
    for (const [mosaic, { thumbnails: faces }] of this.kept) {
      if (this.kept.size <= mostKept || used.has(mosaic)) {
        break;
      }
      this.kept.delete(mosaic);
      faces.forEach((face) => this.faces.delete(face));
    }
    this.wanted = thumbnails;
    this.send();
  }

  private send() {
    while (this.onTheirWay.size < atOnce) {
      const thumbnails = this.wanted.filter((thumbnail) => !this.faces.has(thumbnail) && !this.asked.has(thumbnail)).slice(0, most);
      if (thumbnails.length === 0) {
        return;
      }
      void this.fetch(thumbnails);
    }
  }

  private async fetch(thumbnails: string[]) {
    thumbnails.forEach((thumbnail) => this.asked.add(thumbnail));
    const image = new Image();
    this.onTheirWay.add(image);
    image.src = mosaicOf(thumbnails);
    try {
      await image.decode();
      this.keep(image, thumbnails);
      thumbnails.forEach((thumbnail) => this.asked.delete(thumbnail));
    } catch {
      window.setTimeout(() => {
        thumbnails.forEach((thumbnail) => this.asked.delete(thumbnail));
        this.send();
      }, patience);
    }
    this.onTheirWay.delete(image);
    this.send();
  }

  private keep(image: HTMLImageElement, thumbnails: string[]) {
    const mosaic = mosaicOf(thumbnails);
    const { length } = thumbnails;
    thumbnails.forEach((thumbnail, at) =>
      this.faces.set(thumbnail, {
        mosaic,
        style: `background-image:url("${mosaic}");background-size:${length * 100}% 100%;background-position:${length > 1 ? (at / (length - 1)) * 100 : 0}% 0`,
      }),
    );
    this.kept.set(mosaic, { image, thumbnails });
    this.arrived();
  }
}
