import type { Telling } from './blind-answer';

/** As much of the browser's storage as is needed; any of it may throw, as in private windows or when it is full. */
export interface Shelf {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
}

/** With the place in the order in which they were said, over all tabs. */
interface Waiting extends Telling {
  order: number;
}

/**
 * The answers of one rater in one session that the lab has not confirmed. Each is written down under a key of its own, so tabs of one
 * browser do not overwrite what the others keep. What the storage does not take stays in memory, and is told to be there alone.
 */
export class WaitingAnswers {
  private waiting: Waiting[] = [];
  private readonly unwritten = new Set<string>();
  private readonly start: string;

  /** @param name of the session and the rater */
  constructor(
    private readonly shelf: () => Shelf,
    name: string,
  ) {
    this.start = `${name}:`;
    this.bringOver(name);
    this.waiting = this.written();
  }

  /** Finds what other tabs wrote down since. Nothing that is known is forgotten. */
  reread(): readonly Telling[] {
    const known = new Set(this.waiting.map(({ sending }) => sending));
    const found = this.written().filter(({ sending }) => !known.has(sending));
    if (found.length > 0) {
      this.waiting = [...this.waiting, ...found].sort(asSaid);
    }
    return found;
  }

  /** Another tab took this away from the storage, so the lab has it. */
  removedElsewhere(key: string) {
    this.waiting = this.waiting.filter(({ sending }) => this.start + sending !== key);
  }

  /** Oldest first. */
  get all(): readonly Telling[] {
    return this.waiting;
  }

  /** What is lost if the page is closed now. */
  get inMemoryAlone(): readonly Telling[] {
    return this.waiting.filter((telling) => this.unwritten.has(telling.sending));
  }

  add(telling: Telling) {
    const order = 1 + Math.max(0, ...[...this.waiting, ...this.written()].map((one) => one.order));
    const one = { ...telling, order };
    this.waiting = [...this.waiting, one];
    try {
      this.shelf().setItem(this.start + telling.sending, JSON.stringify(one));
    } catch {
      this.unwritten.add(telling.sending);
    }
  }

  /** The lab has it. */
  remove(sending: string) {
    this.waiting = this.waiting.filter((telling) => telling.sending !== sending);
    this.unwritten.delete(sending);
    try {
      this.shelf().removeItem(this.start + sending);
    } catch {
      // Where nothing can be written nothing was.
    }
  }

  /** A list under the name alone is what a former build wrote down: it waits like all else from now on. */
  private bringOver(name: string) {
    try {
      const shelf = this.shelf();
      const former = listed(shelf.getItem(name));
      if (former.length === 0) {
        return;
      }
      const order = 1 + Math.max(0, ...this.written().map((one) => one.order));
      former.forEach((telling, index) => shelf.setItem(this.start + telling.sending, JSON.stringify({ ...telling, order: order + index })));
      shelf.removeItem(name);
    } catch {
      // It stays where it is, and is tried again with the next page.
    }
  }

  private written(): Waiting[] {
    try {
      const shelf = this.shelf();
      return keys(shelf)
        .filter((key) => key.startsWith(this.start))
        .flatMap((key) => read(shelf.getItem(key)))
        .sort(asSaid);
    } catch {
      return [];
    }
  }
}

function asSaid(one: Waiting, other: Waiting) {
  return one.order - other.order || (one.sending < other.sending ? -1 : 1);
}

/** How many answers wait in this browser by what stands behind a prefix up to the next colon. */
export function waitingBySession(shelf: Shelf, prefix: string, rater: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys(shelf)) {
    const [session, person] = key.startsWith(prefix) ? key.slice(prefix.length).split(':') : [];
    if (session && person === rater) {
      const text = shelf.getItem(key);
      const here = read(text).length + listed(text).length;
      if (here > 0) {
        counts.set(session, (counts.get(session) ?? 0) + here);
      }
    }
  }
  return counts;
}

function keys(shelf: Shelf) {
  return Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '');
}

function read(text: string | null): Waiting[] {
  try {
    const found: unknown = JSON.parse(text ?? 'null');
    return isWaiting(found) ? [found] : [];
  } catch {
    return [];
  }
}

/** What a list of a former build has. */
function listed(text: string | null): Telling[] {
  try {
    const found: unknown = JSON.parse(text ?? 'null');
    return Array.isArray(found) ? found.filter(isTelling) : [];
  } catch {
    return [];
  }
}

function isWaiting(value: unknown): value is Waiting {
  return isTelling(value) && typeof (value as Partial<Waiting>).order === 'number';
}

function isTelling(value: unknown): value is Telling {
  const one = value as Partial<Telling> | null;
  return (
    typeof one?.position === 'number' &&
    typeof one.sending === 'string' &&
    typeof one.knew === 'string' &&
    typeof one.withdrawn === 'boolean' &&
    typeof one.answer === 'object' &&
    one.answer !== null
  );
}
