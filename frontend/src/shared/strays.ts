/** So long after something was said nothing is said of what came in its place, which nobody has seen yet: in milliseconds. */
export const deaf = 300;

/** So long after it was heard last a key counts as let go, of which some programs never tell. */
const lapse = 1000;

/** Finds keys and clicks that are still meant for what was said a moment ago: a bouncing or held key, a second click, one key too many. */
export class Strays {
  private at = -Infinity;
  private by = '';
  private tookBack = false;
  /** The key by which something was said last, as long as it is down. */
  private held = '';
  private heldAt = -Infinity;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @param key by which something was said, or taken back; empty for a pointer */
  said(key: string, tookBack = false) {
    this.at = this.heldAt = this.now();
    this.held = this.by = key;
    this.tookBack = tookBack;
  }

  /** Without a key all are up: the window hears of none while it is not in front. */
  released(key = this.held) {
    if (key === this.held) {
      this.held = '';
    }
  }

  /** @param takesBack whoever sees that it was wrong takes it back at once; what comes then they have seen before */
  isStray(key: string, takesBack = false) {
    const now = this.now();
    if (key !== '' && key === this.held && now - this.heldAt < lapse) {
      this.heldAt = now;
      return true;
    }
    return now - this.at < deaf && (this.tookBack ? key === this.by : !takesBack);
  }
}
