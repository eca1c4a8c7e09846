import { citedCell, hintPlace } from './hint-place';

/** What is known of cited numbers: by the address and the text of their links. */
export type Known = Record<string, { state: string; now: string; words: string } | undefined>;

/** What is to be shown of a link now; nothing where it is shown already, or nothing is known of it. */
export function news(known: Known, address: string, text: string, shown: { state?: string; now?: string; words?: string }) {
  const of = known[`${address}\n${text}`];
  return of && (shown.state !== of.state || shown.now !== of.now || shown.words !== of.words) ? of : undefined;
}

/**
 * Shows of the numbers in texts that are bound to results (`a.cited`) where they come from, on hover and focus, and whether they
 * still are what the result says (`data-state`). A click leads to the result.
 */
export class CitedNumbers {
  private answers: Known = {};
  private readonly hint = document.createElement('div');
  private readonly changes = new MutationObserver(() => this.mark());

  constructor(
    private readonly root: HTMLElement,
    private readonly open: (cell: string) => void,
  ) {
    this.hint.className = 'cited-hint';
    this.hint.hidden = true;
    this.hint.setAttribute('aria-hidden', 'true');
  }

  set known(known: Known) {
    this.answers = known;
    this.mark();
  }

  connect() {
    document.body.append(this.hint);
    this.changes.observe(this.root, { childList: true, subtree: true });
    for (const [event, does] of this.listeners) {
      this.root.addEventListener(event, does);
    }
    this.mark();
  }

  disconnect() {
    this.hint.remove();
    this.changes.disconnect();
    for (const [event, does] of this.listeners) {
      this.root.removeEventListener(event, does);
    }
  }

  private mark() {
    this.root.querySelectorAll<HTMLAnchorElement>('a.cited').forEach((link) => {
      const known = news(this.answers, link.getAttribute('href') ?? '', link.textContent ?? '', link.dataset);
      if (known) {
        link.dataset.state = known.state;
        link.dataset.now = known.now;
        link.dataset.words = known.words;
        link.setAttribute('aria-description', known.words);
      }
    });
  }

  private readonly show = (event: Event) => {
    const link = this.linkOf(event);
    this.hint.hidden = !link?.dataset.words;
    if (link && !this.hint.hidden) {
      this.hint.textContent = link.dataset.words ?? '';
      const { clientWidth, clientHeight } = document.documentElement;
      const size = { width: this.hint.offsetWidth, height: this.hint.offsetHeight };
      const { left, top } = hintPlace(link.getBoundingClientRect(), size, { width: clientWidth, height: clientHeight });
      this.hint.style.left = `${left}px`;
      this.hint.style.top = `${top}px`;
    }
  };

  private readonly hide = () => {
    this.hint.hidden = true;
  };

  private readonly follow = (event: Event) => {
    const link = this.linkOf(event);
    if (link) {
      event.preventDefault();
      this.hide();
      this.open(citedCell(link.getAttribute('href') ?? ''));
    }
  };

  private readonly listeners: [string, (event: Event) => void][] = [
    ['pointerover', this.show],
    ['pointerout', this.hide],
    ['focusin', this.show],
    ['focusout', this.hide],
    ['click', this.follow],
  ];

  private linkOf(event: Event) {
    return event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.cited') : null;
  }
}
