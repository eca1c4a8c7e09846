/** One place in a rater's order. The addresses say nothing, and are other ones each time. */
export interface Place {
  position: number;
  archetype: string;
  emotion: string;
  left: string;
  right?: string;
  /** The name of the last thing said here; empty for none. */
  standing: string;
  answer?: BlindAnswer;
}

export interface BlindAnswer {
  cannotTell: boolean;
  intendedConflict: boolean;
  eyesMouth?: boolean;
  browsTension?: boolean;
  holistic?: boolean;
  choice?: string;
}

/** What the server is told of a place, under a name by which it counts once. */
export interface Telling {
  position: number;
  sending: string;
  knew: string;
  withdrawn: boolean;
  answer: BlindAnswer;
  milliseconds: number;
}

/** Where answers wait until the server has them: the browser's own storage, which outlives the page. */
export interface Keeping {
  read(): string | null;
  write(text: string): void;
}

const nothing: BlindAnswer = { cannotTell: false, intendedConflict: false };

/**
 * What is said in a blind session, and what of it the server has not confirmed yet. All that waits is written down at once, so it
 * survives a lost connection and a closed page; it is told again, in the order in which it was said, whenever the page begins anew.
 */
export class BlindDesk {
  position = 0;
  private waiting: Telling[];
  private readonly places: Place[];

  constructor(
    places: Place[],
    private readonly keeping: Keeping,
    private readonly name: () => string,
  ) {
    this.places = places.map((place) => ({ ...place }));
    this.waiting = this.kept();
    for (const telling of this.waiting) {
      this.take(telling);
    }
    this.position = Math.max(0, this.firstOpen());
  }

  get all(): readonly Place[] {
    return this.places;
  }

  get place(): Place {
    return this.places[this.position]!;
  }

  get answered() {
    return this.places.filter((place) => place.answer).length;
  }

  get finished() {
    return this.answered === this.places.length;
  }

  /** What the server has not confirmed, oldest first. */
  get unconfirmed(): readonly Telling[] {
    return this.waiting;
  }

  /** Whether something was said before this place that can be taken back. */
  get canUndo() {
    return this.places.some((place) => place.answer);
  }

  /** Says something of this place and goes to the next that is open. */
  say(answer: BlindAnswer, milliseconds: number): Telling {
    const telling = this.tell(this.position, answer, false, milliseconds);
    const next = this.places.findIndex((place, index) => index > this.position && !place.answer);
    const open = this.firstOpen();
    this.position = next >= 0 ? next : open >= 0 ? open : this.position;
    return telling;
  }

  /** Takes back what was answered last before this place, and goes there. */
  undo(): Telling | undefined {
    const from = this.finished ? this.places.length : this.position;
    for (let index = from - 1; index >= 0; index--) {
      if (this.places[index]!.answer) {
        this.position = index;
        return this.tell(index, nothing, true, 0);
      }
    }
    return undefined;
  }

  /** The server has it. */
  confirmed(sending: string) {
    this.keep(this.waiting.filter((telling) => telling.sending !== sending));
  }

  private tell(position: number, answer: BlindAnswer, withdrawn: boolean, milliseconds: number): Telling {
    const place = this.places[position]!;
    const telling = { position, sending: this.name(), knew: place.standing, withdrawn, answer, milliseconds: Math.round(milliseconds) };
    this.take(telling);
    this.keep([...this.waiting, telling]);
    return telling;
  }

  private take(telling: Telling) {
    const place = this.places.find((one) => one.position === telling.position);
    if (place) {
      place.standing = telling.sending;
      place.answer = telling.withdrawn ? undefined : telling.answer;
    }
  }

  private firstOpen() {
    return this.places.findIndex((place) => !place.answer);
  }

  private keep(waiting: Telling[]) {
    this.waiting = waiting;
    this.keeping.write(JSON.stringify(waiting));
  }

  private kept(): Telling[] {
    try {
      const found: unknown = JSON.parse(this.keeping.read() ?? '[]');
      return Array.isArray(found) ? found.filter(isTelling) : [];
    } catch {
      return [];
    }
  }
}

function isTelling(value: unknown): value is Telling {
  const telling = value as Partial<Telling> | null;
  return typeof telling?.position === 'number' && typeof telling.sending === 'string' && typeof telling.knew === 'string' && typeof telling.withdrawn === 'boolean' && typeof telling.answer === 'object';
}
