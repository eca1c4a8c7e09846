import { isInSight, Sightings } from './shared/seen';

const steps = Array.from({ length: 21 }, (_, step) => step / 20);

/**
 * Holds threads, and tells which of their comments somebody has had in sight: `comments-seen` with what names each as it stood there. What is folded, scrolled away or
 * in a window behind others is not in sight.
 */
class HarmonySeen extends HTMLElement {
  private readonly sightings = new Sightings((ids) =>
    this.dispatchEvent(new CustomEvent('comments-seen', { detail: { comments: ids } })),
  );
  private readonly sight = new IntersectionObserver((entries) => entries.forEach((entry) => this.look(entry)), { threshold: steps });
  private readonly changes = new MutationObserver(() => this.watch());
  private readonly inSight = new Set<Element>();

  connectedCallback() {
    this.changes.observe(this, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-comment', 'data-folded'] });
    document.addEventListener('visibilitychange', this.reckon);
    this.watch();
  }

  disconnectedCallback() {
    this.changes.disconnect();
    this.sight.disconnect();
    this.sightings.close();
    document.removeEventListener('visibilitychange', this.reckon);
  }

  /** Looks anew at all of them: also at what says something else than before. */
  private watch() {
    this.sight.disconnect();
    this.inSight.clear();
    this.sightings.close();
    this.querySelectorAll('[data-comment]').forEach((comment) => this.sight.observe(comment));
  }

  private look(entry: IntersectionObserverEntry) {
    if (isInSight(entry.intersectionRect.height, entry.boundingClientRect.height)) {
      this.inSight.add(entry.target);
    } else {
      this.inSight.delete(entry.target);
      this.sightings.goes(id(entry.target));
    }
    this.reckon();
  }

  private readonly reckon = () => {
    if (document.visibilityState === 'hidden') {
      this.sightings.close();
      return;
    }
    for (const comment of this.inSight) {
      if (!comment.closest('[data-folded]')) {
        this.sightings.comes(id(comment));
      }
    }
  };
}

function id(comment: Element) {
  return comment.getAttribute('data-comment') ?? '';
}

customElements.define('harmony-seen', HarmonySeen);
