import { complete, items, type Draft, type Face, type Item, type Mark, same, untouched } from './review-marks';

/** What saving came to: questions without an answer, a new mark, or the mark that was there. */
export type Saving = { open: number } | { mark: Mark; isNew: boolean };

/**
 * The faces of a review, what is said of them, and the way back.
 *
 * A face is scored when its three questions are answered. One that is left half answered keeps its answers; one that is skipped
 * stays open and comes again at the end.
 */
export class ReviewDesk {
  position = 0;
  draft: Draft = untouched;
  /** The last face is behind, and some are still open. */
  paused = false;
  readonly marks: Map<string, Mark>;
  readonly skipped = new Set<string>();
  /** What the server was told and has not answered yet. */
  private readonly waiting = new Set<string>();
  private readonly drafts = new Map<string, Draft>();
  private readonly undoable: { id: string; before: Mark | undefined }[] = [];

  constructor(readonly faces: Face[]) {
    this.marks = new Map(faces.flatMap((face) => (face.mark ? [[face.id, face.mark] as const] : [])));
    this.show(Math.max(0, this.firstOpen()));
  }

  get face(): Face | undefined {
    return this.faces[this.position];
  }

  /** How many faces have no score. */
  get open() {
    return this.faces.filter((face) => !this.marks.has(face.id)).length;
  }

  /** How many questions about this face have no answer. */
  get unanswered() {
    return items.filter((item) => this.draft[item.name] === undefined).length;
  }

  get unconfirmed() {
    return this.waiting.size;
  }

  get canUndo() {
    return this.undoable.length > 0;
  }

  /** Whether this face has a score, and nothing else was said of it since. */
  get isKept() {
    return this.face !== undefined && same(this.marks.get(this.face.id), this.draft);
  }

  show(index: number) {
    this.position = index;
    const face = this.face;
    this.draft = (face && (this.drafts.get(face.id) ?? this.marks.get(face.id))) ?? untouched;
    this.paused = false;
  }

  change(part: Partial<Draft>) {
    this.draft = { ...this.draft, ...part };
    if (this.face) {
      this.drafts.set(this.face.id, this.draft);
    }
  }

  /** The answer that one key gives: first yes, then no. */
  turned(item: Item) {
    return !this.draft[item];
  }

  noToTheRest() {
    this.change(Object.fromEntries(items.filter((item) => this.draft[item.name] === undefined).map((item) => [item.name, false])));
  }

  /** Keeps what is said of this face, if each question is answered. */
  save(): Saving {
    const face = this.face!;
    const before = this.marks.get(face.id);
    const mark = complete(this.draft);
    if (!mark) {
      return { open: this.unanswered };
    }
    const isNew = !same(before, mark);
    if (isNew) {
      this.marks.set(face.id, mark);
      this.undoable.push({ id: face.id, before });
      this.waiting.add(face.id);
    }
    this.drafts.delete(face.id);
    this.skipped.delete(face.id);
    return { mark, isNew };
  }

  /** The face stays open and comes again at the end; one that is scored cannot be skipped. */
  skip() {
    const face = this.face!;
    const skips = !this.marks.has(face.id);
    if (skips) {
      this.skipped.add(face.id);
    }
    return skips;
  }

  /** Goes to the face after this one; after the last the review is over, or pauses before what is still open. */
  goOn(): 'next' | 'finished' | 'paused' {
    if (this.position < this.faces.length - 1) {
      this.show(this.position + 1);
      return 'next';
    }
    this.paused = this.open > 0;
    return this.paused ? 'paused' : 'finished';
  }

  /** Through what is still open, from the first of it. */
  again() {
    this.skipped.clear();
    this.show(this.firstOpen());
  }

  back() {
    if (this.position > 0) {
      this.show(this.position - 1);
    }
  }

  /** Takes the last score back and goes to its face, whose answers stand there again to be changed; the face's name, if there was one. */
  undo(): string | undefined {
    const last = this.undoable.pop();
    if (!last) {
      return undefined;
    }
    const mark = this.marks.get(last.id);
    if (last.before) {
      this.marks.set(last.id, last.before);
    } else {
      this.marks.delete(last.id);
    }
    this.waiting.add(last.id);
    this.show(this.indexOf(last.id));
    this.change(mark ?? untouched);
    return last.id;
  }

  /** The server has kept the last thing said about this face. */
  confirmed(id: string) {
    this.waiting.delete(id);
  }

  /** The server could not keep it: back to this face, with what was said of it. */
  refused(id: string) {
    this.confirmed(id);
    const said = this.marks.get(id);
    if (said) {
      this.drafts.set(id, said);
    }
    this.marks.delete(id);
    this.show(this.indexOf(id));
  }

  private firstOpen() {
    return this.faces.findIndex((face) => !this.marks.has(face.id));
  }

  private indexOf(id: string) {
    return this.faces.findIndex((face) => face.id === id);
  }
}
