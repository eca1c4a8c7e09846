import type { Pictures } from './pictures';

/**
 * The address of the smallest stored thumbnail that is sharp at `size` CSS pixels.
 *
 * @param address with `{size}` where 64, 128 or 256 goes
 */
export function thumbnail(address: string, size: number) {
  return address.replace('{size}', String(stored(size)));
}

function stored(size: number) {
  const wanted = size * Math.min(2, window.devicePixelRatio);
  return wanted <= 64 ? 64 : wanted <= 128 ? 128 : 256;
}

/** The addresses of the thumbnails of a grid, put together once each: they are asked for with every frame. */
export class Thumbnails {
  private readonly known = new Map<number, string>();
  private readonly size: number;

  constructor(
    private readonly pictures: Pictures,
    size: number,
  ) {
    this.size = stored(size);
  }

  isOf(pictures: Pictures, size: number) {
    return this.pictures === pictures && this.size === stored(size);
  }

  /** Nothing as long as the texts of the picture have not come. */
  at(index: number) {
    const known = this.known.get(index);
    if (known !== undefined) {
      return known;
    }
    const address = this.pictures.at(index)?.thumbnail.replace('{size}', String(this.size)) ?? '';
    if (address) {
      this.known.set(index, address);
    }
    return address;
  }
}
