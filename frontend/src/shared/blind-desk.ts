import type { BlindAnswer, Telling } from './blind-answer';
import type { WaitingAnswers } from './waiting-answers';

/** One place in a rater's order. The addresses say nothing, and are other ones each time. */
export interface Place {
  position: number;
  archetype: string;
  emotion: string;
  /** From left to right. */
  pictures: string[];
  /** The name of the last thing said here; empty for none. */
  standing: string;
  answer?: BlindAnswer;
}

const nothing: BlindAnswer = { cannotTell: false, intendedConflict: false };

/** What is said in a blind session: what the lab has, and on top of it what waits until the lab has it. */
export class BlindDesk {
  position = 0;
  private readonly places: Place[];

  /** @param at the place that is shown, where it stays if nothing was answered there */
  constructor(
    places: Place[],
    private readonly waiting: WaitingAnswers,
    private readonly name: () => string,
    at?: Pick<Place, 'position'>,
    private readonly link = 0,
  ) {
    this.places = places.map((place) => ({ ...place }));
    this.hear(waiting.all);
    const same = this.places.findIndex((place) => place.position === at?.position && !place.answer);
    this.position = Math.max(0, same >= 0 ? same : this.firstOpen());
  }

  /** Takes what was said in another tab. What is shown stays. */
  hear(told: readonly Telling[]) {
    told.forEach((telling) => this.take(telling));
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

  /** Whether something was said before this place that can be taken back. */
  get canUndo() {
    return this.places.some((place) => place.answer);
  }

  /** Says something of this place and goes to the next that is open. */
  say(answer: BlindAnswer, milliseconds: number): Telling {
    const telling = this.tell(this.position, answer, false, milliseconds);
    this.pass();
    return telling;
  }

  /** Goes to the next place that is open; this one stays as it is. */
  pass() {
    const next = this.places.findIndex((place, index) => index > this.position && !place.answer);
    const open = this.firstOpen();
    this.position = next >= 0 ? next : open >= 0 ? open : this.position;
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

  private tell(position: number, answer: BlindAnswer, withdrawn: boolean, milliseconds: number): Telling {
    const place = this.places[position]!;
    const telling = { position, sending: this.name(), knew: place.standing, withdrawn, answer, milliseconds: Math.round(milliseconds), ...(this.link > 0 && { link: this.link }) };
    this.take(telling);
    this.waiting.add(telling);
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
}
