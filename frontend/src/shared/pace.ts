/** So many windows a second are too many to see a face. */
const tooFast = 8;
/** After so long without scrolling somebody looks. */
const calm = 100;
/** Over so long it is measured, for frames do not come evenly. */
const measured = 100;
/** Less says nothing. */
const shortest = 30;

type Scrolled = Pick<HTMLElement, 'scrollTop' | 'scrollLeft' | 'clientHeight' | 'clientWidth'>;

/** How fast somebody scrolls: faces that nobody can see are not fetched. */
export class Pace {
  fast = false;
  private before: { time: number; top: number; left: number }[] = [];
  private timer = 0;

  /** @param settled is called once they look again */
  constructor(private readonly settled: () => void) {}

  at({ scrollTop, scrollLeft, clientHeight, clientWidth }: Scrolled) {
    const time = performance.now();
    if (time - (this.before.at(-1)?.time ?? 0) >= calm) {
      this.before = [];
    }
    while (this.before.length > 1 && time - this.before[1]!.time >= measured) {
      this.before.shift();
    }
    const [from] = this.before;
    if (from && time - from.time >= shortest) {
      const windows = Math.abs(scrollTop - from.top) / clientHeight + Math.abs(scrollLeft - from.left) / clientWidth;
      this.fast = (windows / (time - from.time)) * 1000 > tooFast;
    }
    this.before.push({ time, top: scrollTop, left: scrollLeft });
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.before = [];
      if (this.fast) {
        this.fast = false;
        this.settled();
      }
    }, calm);
  }
}
