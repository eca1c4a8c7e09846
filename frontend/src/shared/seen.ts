/** What of a comment has to be in sight, in pixels, for it to be seen: half of it, or this much of a long one. */
const enough = 120;

/** Whether as much of a part is in sight as somebody needs to read it. */
export function isInSight(visible: number, height: number) {
  return height > 0 && visible > 0 && visible >= Math.min(height / 2, enough);
}

/** Tells what stayed in sight for a moment, each once, and those together that came together. */
export class Sightings {
  private readonly told = new Set<string>();
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  private together: string[] = [];

  /** @param moment in milliseconds: what only passes by is not seen */
  constructor(
    private readonly tell: (ids: string[]) => void,
    private readonly moment = 600,
  ) {}

  comes(id: string) {
    if (!this.told.has(id) && !this.waiting.has(id)) {
      this.waiting.set(id, setTimeout(() => this.stayed(id), this.moment));
    }
  }

  goes(id: string) {
    clearTimeout(this.waiting.get(id));
    this.waiting.delete(id);
  }

  /** Nothing is in sight any more. */
  close() {
    [...this.waiting.keys()].forEach((id) => this.goes(id));
  }

  private stayed(id: string) {
    this.waiting.delete(id);
    this.told.add(id);
    if (this.together.push(id) === 1) {
      setTimeout(() => {
        const ids = this.together;
        this.together = [];
        this.tell(ids);
      });
    }
  }
}
