/** Waits until the page has nothing more urgent to do, at most `longest` milliseconds. */
export function whenCalm(work: () => void, longest: number) {
  if (typeof requestIdleCallback === 'function') {
    requestIdleCallback(work, { timeout: longest });
  } else {
    setTimeout(work, Math.min(200, longest));
  }
}

/** Work that waits for its turn: one piece at a time, so that a click is never far from its answer. */
export class CalmQueue<T> {
  private readonly waiting = new Set<T>();
  private going = false;

  /** @param pause the milliseconds before the first piece; a page that is left again at once does none of it */
  constructor(
    private readonly work: (item: T) => void | Promise<void>,
    private readonly pause: number,
    private readonly longest: number,
    private readonly failed: (problem: unknown) => void = (problem) => reportError(problem),
  ) {}

  add(item: T) {
    this.waiting.add(item);
    if (!this.going) {
      this.going = true;
      setTimeout(() => whenCalm(() => void this.next(), this.longest), this.pause);
    }
  }

  delete(item: T) {
    this.waiting.delete(item);
  }

  private async next() {
    const [item] = this.waiting;
    if (item === undefined) {
      this.going = false;
      return;
    }
    this.waiting.delete(item);
    try {
      await this.work(item);
    } catch (problem) {
      this.failed(problem);
    }
    whenCalm(() => void this.next(), this.longest);
  }
}
