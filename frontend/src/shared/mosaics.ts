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
/** More bytes of pixels than this are not kept, unless they are in view. */
const mostKept = 64 * 1024 * 1024;
/** After so long a face that did not come alone is asked for again, and after twice as long each time that follows. */
const patience = 3000;
/** A face that was asked for so often alone does not come. */
const alone = 4;
/** After so many that failed in a row, for whatever reason, only one is on its way at once, after a pause that doubles. */
const fewFailed = 4;
const pause = 500;
/** After so many nothing is asked for until something else is looked at. */
const allFailed = 12;

/** The bytes that the browser holds of faces side by side, four for each pixel. */
function bytes(thumbnails: string[]) {
  return thumbnails.reduce((sum, thumbnail) => sum + 4 * Number(thumbnailForm.exec(thumbnail)![3]) ** 2, 0);
}

const thumbnailForm = /^\/images\/([^/]+)\/(\d+)\/(\d+)\.png$/;

/** How a background shows a picture that comes by itself, whatever its address is. */
function whole(address: string) {
  return `background-image:url("${address.replace(/["\\\n\r\f]/g, encodeURIComponent)}");background-size:contain;background-position:center`;
}

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
  private held = 0;
  private readonly asked = new Set<string>();
  private wanted: string[] = [];
  /** Held on to until they have come: what nobody holds may be thrown away, and what waits for it with it. */
  private readonly onTheirWay = new Set<HTMLImageElement>();
  /** What is wanted and failed: with how many it is asked for next, and how often it failed alone. */
  private readonly failed = new Map<string, { together: number; alone: number }>();
  private failedInARow = 0;
  private resting = false;
  private rest = 0;

  /** @param arrived faces can be seen that could not, or are known not to come */
  constructor(private readonly arrived: () => void) {}

  face(thumbnail: string): Face | undefined {
    return this.faces.get(thumbnail) ?? (thumbnail === '' || thumbnailForm.test(thumbnail) ? undefined : { mosaic: thumbnail, style: whole(thumbnail) });
  }

  /** Whether a face that is wanted was asked for and did not come. */
  lost(thumbnail: string) {
    return !this.faces.has(thumbnail) && ((this.failed.get(thumbnail)?.alone ?? 0) > 0 || (this.allFailed && this.wanted.includes(thumbnail)));
  }

  /** Asks for all that did not come, as if for the first time. */
  again() {
    this.failed.forEach(({ alone }, thumbnail) => alone > 0 && this.asked.delete(thumbnail));
    this.failed.clear();
    this.failedInARow = 0;
    this.goOn();
    this.send();
    this.arrived();
  }

  private get allFailed() {
    return this.resting && this.failedInARow >= allFailed;
  }

  /** @param addresses of one size, those first that are to come first; those of before are not wanted any more */
  want(addresses: string[]) {
    const thumbnails = new Set(addresses.filter((address) => thumbnailForm.test(address)));
    const used = new Set<string | undefined>();
    for (const thumbnail of thumbnails) {
      const mosaic = this.faces.get(thumbnail)?.mosaic;
      const kept = mosaic === undefined ? undefined : this.kept.get(mosaic);
      used.add(mosaic);
      if (mosaic !== undefined && kept) {
        this.kept.delete(mosaic);
        this.kept.set(mosaic, kept);
      }
    }
    for (const [mosaic, { thumbnails: faces }] of this.kept) {
      if (this.held <= mostKept || used.has(mosaic)) {
        break;
      }
      this.kept.delete(mosaic);
      this.held -= bytes(faces);
      faces.forEach((face) => this.faces.delete(face));
    }
    if (this.failedInARow >= allFailed) {
      const before = new Set(this.wanted);
      this.resting &&= [...thumbnails].every((thumbnail) => before.has(thumbnail));
    }
    this.wanted = [...thumbnails];
    for (const thumbnail of this.failed.keys()) {
      if (!thumbnails.has(thumbnail)) {
        this.failed.delete(thumbnail);
      }
    }
    this.send();
  }

  private send() {
    while (!this.resting && this.onTheirWay.size < (this.failedInARow < fewFailed ? atOnce : 1)) {
      const open = this.wanted.filter((thumbnail) => !this.faces.has(thumbnail) && !this.asked.has(thumbnail) && this.together(thumbnail) > 0);
      const [first] = open;
      if (first === undefined) {
        return;
      }
      const together = this.together(first);
      void this.fetch(open.filter((thumbnail) => this.together(thumbnail) === together).slice(0, together));
    }
  }

  private together(thumbnail: string) {
    return this.failed.get(thumbnail)?.together ?? most;
  }

  private async fetch(thumbnails: string[]) {
    const mosaic = mosaicOf(thumbnails);
    thumbnails.forEach((thumbnail) => this.asked.add(thumbnail));
    const image = new Image();
    this.onTheirWay.add(image);
    image.src = mosaic;
    const came = await image.decode().then(
      () => true,
      () => false,
    );
    this.onTheirWay.delete(image);
    if (came) {
      this.failedInARow = 0;
      this.goOn();
      this.keep(mosaic, image, thumbnails);
    } else {
      this.fail(thumbnails);
      this.relax();
      if (thumbnails.length === 1 || this.allFailed) {
        this.arrived();
      }
    }
    this.send();
  }

  /** One that is not there, or is damaged, fails all that came with it: they are asked for in halves, and it in the end alone. */
  private fail(thumbnails: string[]) {
    const [only] = thumbnails;
    if (thumbnails.length > 1 || only === undefined) {
      const together = Math.ceil(thumbnails.length / 2);
      thumbnails.forEach((thumbnail) => {
        this.asked.delete(thumbnail);
        this.failed.set(thumbnail, { together, alone: 0 });
      });
      return;
    }
    const times = (this.failed.get(only)?.alone ?? 0) + 1;
    this.failed.set(only, { together: times < alone ? 1 : 0, alone: times });
    window.setTimeout(
      () => {
        this.asked.delete(only);
        this.send();
      },
      patience * 2 ** (times - 1),
    );
  }

  /** Where all fails, as after the end of a session, nothing is won by asking often. */
  private relax() {
    this.failedInARow++;
    if (this.failedInARow >= fewFailed) {
      this.goOn();
      this.resting = true;
      if (this.failedInARow < allFailed) {
        this.rest = window.setTimeout(
          () => {
            this.goOn();
            this.send();
          },
          pause * 2 ** (this.failedInARow - fewFailed),
        );
      }
    }
  }

  private goOn() {
    window.clearTimeout(this.rest);
    this.resting = false;
  }

  private keep(mosaic: string, image: HTMLImageElement, thumbnails: string[]) {
    const { length } = thumbnails;
    thumbnails.forEach((thumbnail, at) => {
      this.asked.delete(thumbnail);
      this.failed.delete(thumbnail);
      this.faces.set(thumbnail, {
        mosaic,
        style: `background-image:url("${mosaic}");background-size:${length * 100}% 100%;background-position:${length > 1 ? (at / (length - 1)) * 100 : 0}% 0`,
      });
    });
    this.kept.set(mosaic, { image, thumbnails });
    this.held += bytes(thumbnails);
    this.arrived();
  }
}
