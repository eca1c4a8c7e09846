/** So long after something was said nothing is said of what came in its place, which nobody has seen yet: in milliseconds. */
export const deaf = 300;

/** Finds keys and clicks that are still meant for what was said a moment ago: a bouncing or held key, a second click, one key too many. */
export class Strays {
  private at = -Infinity;
  /** The key by which something was said last, as long as it is down. */
  private held = '';
  private by = '';

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @param key by which something was said or taken back; empty for a pointer */
  said(key: string) {
    this.at = this.now();
    this.held = key;
    this.by = key;
  }

  /** Without a key all are up: the window hears of none while it is not in front. */
  released(key = this.held) {
    if (key === this.held) {
      this.held = '';
    }
  }

  /** Whether so little time has passed that nothing is taken yet. */
  get areLikely() {
    return this.now() - this.at < deaf;
  }

  /** @param takesBack whoever sees that it was wrong takes it back at once, by another key than the one that said it */
  isStray(key: string, takesBack = false) {
    if (key !== '' && key === this.held) {
      return true;
    }
    return this.areLikely && !(takesBack && (key === '' || key !== this.by));
  }
}
