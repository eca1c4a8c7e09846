/** How long until something is told again that the lab could not keep, and that was not answered at all. */
export const tellAgain = 5_000;
export const unanswered = 20_000;

/**
 * Tells what waits strictly one after another: the next only when the lab has the one before. So an answer that the lab could not write
 * is never behind the one that takes it back.
 */
export class OneByOne<T extends { sending: string }> {
  private told = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param first what has to be told next
   * @param tell says it to the lab, which answers with `done` or `failed`
   */
  constructor(
    private readonly first: () => T | undefined,
    private readonly tell: (telling: T) => void,
  ) {}

  /** Something may be there to be told. */
  go() {
    const next = this.first();
    if (next && next.sending !== this.told) {
      this.say(next);
    }
  }

  /** Tells the one again that was not answered, as after a lost connection. */
  again() {
    this.told = '';
    this.go();
  }

  /** The lab has what was told. */
  done(sending: string) {
    if (sending === this.told) {
      this.stop();
    }
    this.go();
  }

  /** The lab could not keep it now. */
  failed(sending: string) {
    if (sending === this.told) {
      this.later(tellAgain);
    }
  }

  stop() {
    this.told = '';
    clearTimeout(this.timer);
  }

  private say(next: T) {
    this.told = next.sending;
    this.later(unanswered);
    this.tell(next);
  }

  private later(milliseconds: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.again(), milliseconds);
  }
}
