import type { Axis, Layer, Picture, PictureGrid } from './pictures';

/**
 * A grid as the server sends it. Thousands of pictures say the same words again and again, so each word is sent once.
 *
 * `pictures` holds, one picture after the other, row, column, layer, mark (-1 for none, else twice the points, one more for those of the
 * machine), then thumbnail, image, label and caption: of each how many words it has, and which.
 */
export interface SentGrid {
  rows: Axis[];
  columns: Axis[];
  layers: Layer[];
  words: string[];
  pictures: number[];
}

/** The grid that was sent; the texts of a picture are put together when somebody reads them. */
export function received({ rows, columns, layers, words, pictures: sent }: SentGrid): PictureGrid {
  const pictures: Picture[] = [];
  for (let at = 0; at < sent.length; ) {
    const texts = [at + 4];
    while (texts.length < 5) {
      const last = texts.at(-1)!;
      texts.push(last + 1 + sent[last]!);
    }
    pictures.push(new SentPicture(words, sent, at, texts));
    at = texts[4]!;
  }
  return { rows, columns, layers, pictures };
}

class SentPicture implements Picture {
  constructor(
    private readonly words: string[],
    private readonly sent: number[],
    private readonly at: number,
    private readonly texts: number[],
  ) {}

  get row() {
    return this.sent[this.at]!;
  }

  get column() {
    return this.sent[this.at + 1]!;
  }

  get layer() {
    return this.sent[this.at + 2]!;
  }

  get points() {
    return this.mark < 0 ? undefined : Math.floor(this.mark / 2);
  }

  get source() {
    return this.mark < 0 ? undefined : this.mark % 2 === 1 ? 'machine' : 'human';
  }

  get thumbnail() {
    return this.text(0);
  }

  get image() {
    return this.text(1);
  }

  get label() {
    return this.text(2);
  }

  get caption() {
    return this.text(3);
  }

  private get mark() {
    return this.sent[this.at + 3]!;
  }

  private text(which: number) {
    const start = this.texts[which]! + 1;
    return this.sent
      .slice(start, this.texts[which + 1])
      .map((word) => this.words[word])
      .join('');
  }
}
