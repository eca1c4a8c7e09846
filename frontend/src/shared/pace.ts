/** So many windows a second are too many to see a face. */
const tooFast = 5;
/** After so long without scrolling somebody looks. */
const calm = 100;

/** How fast somebody scrolls: faces that nobody can see are not fetched. */
export class Pace {
  fast = false;
  private last: { time: number; top: number; left: number } | undefined;
  private timer = 0;

  /** @param settled is called once they look again */
  constructor(private readonly settled: () => void) {}

  at({ scrollTop, scrollLeft, clientHeight, clientWidth }: Pick<HTMLElement, 'scrollTop' | 'scrollLeft' | 'clientHeight' | 'clientWidth'>) {
    const time = performance.now();
    if (this.last && time - this.last.time < calm) {
      const windows = Math.abs(scrollTop - this.last.top) / clientHeight + Math.abs(scrollLeft - this.last.left) / clientWidth;
      this.fast = (windows / Math.max(1, time - this.last.time)) * 1000 > tooFast;
    }
    this.last = { time, top: scrollTop, left: scrollLeft };
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.last = undefined;
      if (this.fast) {
        this.fast = false;
        this.settled();
      }
    }, calm);
  }
}
