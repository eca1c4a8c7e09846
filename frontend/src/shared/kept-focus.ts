/** Where the keyboard was: the part, what it is called, and what it lay in, from the inside out. */
interface Place {
  part: HTMLElement;
  name: string;
  within: HTMLElement[];
}

type Named = HTMLElement & { accessibleName?: string | null; label?: string | null };

const kept = 20;
const frames = 3;
const layers = 'vaadin-dialog, vaadin-menu-bar-overlay, vaadin-context-menu, vaadin-notification-card, dialog, harmony-notices';
const reachable = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';

/**
 * Keeps the keyboard where it was when what had it is made anew, closed or switched off: it goes to the part of the same name in the
 * same place, else to the nearest region around it, and from a dialog or a notice to where it was before.
 */
export function keepFocus() {
  const places: Place[] = [];
  let waiting = false;

  const came = (event: FocusEvent) => {
    if (event.target instanceof HTMLElement && event.target !== document.body) {
      places.push(place(event.target));
      places.splice(0, places.length - kept);
    }
  };

  const look = () => {
    if (!waiting && places.length > 0 && isLost(places.at(-1)!)) {
      waiting = true;
      later(frames, () => {
        waiting = false;
        if (places.length > 0 && isLost(places.at(-1)!)) {
          heir(places)?.focus();
        }
      });
    }
  };

  document.addEventListener('focusin', came, true);
  const changes = new MutationObserver(look);
  changes.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'hidden'] });
  return () => {
    document.removeEventListener('focusin', came, true);
    changes.disconnect();
  };
}

function later(frames: number, then: () => void) {
  requestAnimationFrame(() => (frames > 1 ? later(frames - 1, then) : then()));
}

function place(part: HTMLElement): Place {
  const within: HTMLElement[] = [];
  for (let around = part.parentElement; around; around = around.parentElement) {
    within.push(around);
  }
  return { part, name: name(part), within };
}

/** What people hear when they come to it; not what it stands at, which changes. */
function name(part: HTMLElement) {
  for (let at: Named | null = part, up = 0; at && up < 3; at = at.parentElement, up++) {
    const said = at.getAttribute('aria-label') || at.accessibleName || (up > 0 && at.label);
    if (said) {
      return said;
    }
  }
  return (part.textContent ?? '').trim();
}

/** Nobody has the keyboard, and whoever had it last cannot have it any more. */
function isLost({ part }: Place) {
  const active = document.activeElement;
  return (active === null || active === document.body) && !canHave(part);
}

function canHave(part: HTMLElement) {
  return part.isConnected && part.checkVisibility() && !part.matches('[disabled], :disabled, [disabled] *');
}

function heir(places: Place[]): HTMLElement | undefined {
  for (let at = places.length - 1; at >= 0; at--) {
    const place = places[at]!;
    if (canHave(place.part)) {
      return place.part;
    }
    const found = sameName(place) ?? region(place);
    if (found || !place.within.some((around) => around.matches(layers))) {
      return found;
    }
  }
  return undefined;
}

/** The part of the same name in what is left of what it lay in; a layer that is gone has none. */
function sameName({ part, name: wanted, within }: Place) {
  const left = within.find((around) => around.isConnected && around !== document.body && around !== document.documentElement);
  if (!left || wanted === '') {
    return undefined;
  }
  return [...left.querySelectorAll<HTMLElement>(reachable)].find(
    (other) => other.localName === part.localName && canHave(other) && name(other) === wanted,
  );
}

function region({ within }: Place) {
  return within.find((around) => canHave(around) && around.matches('[tabindex]') && around !== document.body);
}
