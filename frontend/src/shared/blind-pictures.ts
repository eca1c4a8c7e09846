/** An element that shows what is at an address. */
export interface Frame {
  src: string;
  /** Resolves once the picture is complete and unpacked. */
  decode(): Promise<void>;
}

/** How long until a picture that did not come is asked for again: at first, and at most. */
export const askAgain = 2_000;
export const askAgainAtMost = 30_000;

interface Loading<F extends Frame> {
  readonly frame: F;
  state: 'loading' | 'here' | 'missing';
  wait: number;
  timer?: ReturnType<typeof setTimeout>;
}

/** The pictures of what is shown and of what comes next. Whatever does not come is asked for again, until nobody wants it. */
export class BlindPictures<F extends Frame> {
  private readonly all = new Map<string, Loading<F>>();

  /**
   * @param make an empty frame
   * @param changed a picture came, or did not
   */
  constructor(
    private readonly make: () => F,
    private readonly changed: (address: string) => void,
  ) {}

  /** The frame of an address, which is loaded if it was not. */
  frame(address: string): F {
    const there = this.all.get(address);
    if (there) {
      return there.frame;
    }
    const loading: Loading<F> = { frame: this.make(), state: 'loading', wait: askAgain };
    this.all.set(address, loading);
    this.load(address, loading);
    return loading.frame;
  }

  /** Whether all of them are complete and unpacked, so that they can be seen. */
  here(addresses: readonly string[]) {
    return addresses.every((address) => this.all.get(address)?.state === 'here');
  }

  /** Whether one of them did not come. */
  missing(addresses: readonly string[]) {
    return addresses.some((address) => this.all.get(address)?.state === 'missing');
  }

  /** Forgets the others. */
  keep(addresses: ReadonlySet<string>) {
    for (const [address, loading] of this.all) {
      if (!addresses.has(address)) {
        clearTimeout(loading.timer);
        this.all.delete(address);
      }
    }
  }

  /** Asks at once for what did not come, as when a connection is back. */
  again() {
    for (const [address, loading] of this.all) {
      if (loading.state === 'missing') {
        loading.wait = askAgain;
        this.load(address, loading);
      }
    }
  }

  private load(address: string, loading: Loading<F>) {
    clearTimeout(loading.timer);
    loading.frame.src = address;
    const tell = (state: 'here' | 'missing') => {
      if (this.all.get(address) !== loading || loading.state === 'here') {
        return;
      }
      loading.state = state;
      if (state === 'missing') {
        clearTimeout(loading.timer);
        loading.timer = setTimeout(() => this.load(address, loading), loading.wait);
        loading.wait = Math.min(2 * loading.wait, askAgainAtMost);
      }
      this.changed(address);
    };
    loading.frame.decode().then(
      () => tell('here'),
      () => tell('missing'),
    );
  }
}
