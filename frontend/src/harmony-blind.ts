import { html, LitElement, nothing } from 'lit';
import { keepFocus } from './shared/review-parts';
import type { BlindAnswer, Telling } from './shared/blind-answer';
import { BlindDesk, type Place } from './shared/blind-desk';
import { afterTheClose, missingWords, theEnd } from './shared/blind-ends';
import { BlindPictures } from './shared/blind-pictures';
import { deaf, Strays } from './shared/strays';
import { OneByOne, tellAgain } from './shared/one-by-one';
import { WaitingAnswers } from './shared/waiting-answers';
import { formOf, type Sheet } from './shared/blind-forms';

const ahead = 4;
const noStorage = 'This browser keeps no answers: its storage is full, or the window is a private one. Each answer is sent before the next can be given.';
const notKept = 'The lab could not keep the last answer. It waits in this browser and is sent again.';
/** So long after four faces were ordered a key or a click may still be meant for them, in milliseconds. */
const stray = 600;
const tooEarly = 'Not counted: what you rate is not here yet.';

/**
 * Rates the pictures of a blind session by keyboard. What is seen changes at once; `blind-said` tells the server, which answers with
 * `confirmed` or `failed`. Its memory is a `BlindDesk`. Once the session is closed it only sends what still waits.
 */
class HarmonyBlind extends LitElement {
  static properties = {
    places: { attribute: false },
    form: {},
    keeping: {},
    sealed: {},
    drawn: {},
    home: {},
    leavable: { type: Boolean },
    link: { type: Number },
    closed: {},
    late: { type: Number },
    problem: { state: true },
    spoken: { state: true },
  };

  declare places: Place[];
  declare form: string;
  /** The name under which answers wait in this browser. */
  declare keeping: string;
  /** The SHA-256 of what is sealed. */
  declare sealed: string;
  /** That of what was drawn for whoever is asked where raters disagree; empty for raters. */
  declare drawn: string;
  /** Where one goes back to; empty for nowhere. */
  declare home: string;
  /** Whether the rater is a guest of this browser, who can leave it. */
  declare leavable: boolean;
  /** The number of the link by which a guest came in; 0 for people of the lab. */
  declare link: number;
  /** Says that the session is closed; empty while it is open. */
  declare closed: string;
  /** How many answers came after that. */
  declare late: number;
  declare problem: string;
  declare spoken: string;

  private waiting = new WaitingAnswers(() => localStorage, 'harmony-blind');
  private desk = new BlindDesk([], this.waiting, uniqueName);
  private readonly line = new OneByOne(
    () => {
      this.hear();
      return this.waiting.all[0];
    },
    (telling: Telling) => this.tell(telling),
  );
  /** Asks what stands in the lab: before all is said to be kept, and when a picture does not come. */
  private readonly asking = new OneByOne(
    () => this.question(),
    () => this.dispatchEvent(new CustomEvent('blind-asked')),
  );
  private askedAbout = '';
  /** Why nothing is taken any more, as it was said last. */
  private out = '';
  private allKept = false;
  private draft: Partial<BlindAnswer> = {};
  private justOrdered: number[] = [];
  private orderedAt = 0;
  /** Since when all pictures of the place can be seen. */
  private shownAt: number | undefined;
  private shownPosition = -1;
  private readonly pictures = new BlindPictures(aPicture, (address) => {
    if (this.desk.place?.pictures.includes(address)) {
      this.requestUpdate();
    }
  });
  private hearLater: ReturnType<typeof setTimeout> | undefined;
  private readonly strays = new Strays();
  private justSaid = false;
  private hearingAgain: ReturnType<typeof setTimeout> | undefined;
  /** The key that acts now; empty for a pointer. */
  private pressing = '';
  private readonly keys = (event: KeyboardEvent) => this.key(event);
  private readonly up = (event: KeyboardEvent) => this.strays.released(physical(event));
  private readonly away = () => this.strays.released();
  private readonly again = () => {
    this.pictures.again();
    this.line.again();
    this.asking.again();
    this.requestUpdate();
  };
  private readonly offline = () => this.requestUpdate();
  private readonly elsewhere = (event: StorageEvent) => this.heardElsewhere(event);
  private readonly leaving = (event: BeforeUnloadEvent) => {
    if (this.waiting.inMemoryAlone.length > 0) {
      event.preventDefault();
    }
  };

  constructor() {
    super();
    this.places = [];
    this.form = 'checklist';
    this.keeping = '';
    this.sealed = '';
    this.drawn = '';
    this.home = '';
    this.leavable = false;
    this.link = 0;
    this.closed = '';
    this.late = 0;
    this.problem = '';
    this.spoken = '';
  }

  protected createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.keys);
    document.addEventListener('keyup', this.up);
    addEventListener('blur', this.away);
    addEventListener('online', this.again);
    addEventListener('offline', this.offline);
    addEventListener('storage', this.elsewhere);
    addEventListener('beforeunload', this.leaving);
    if (this.hasUpdated) {
      this.line.go();
      this.requestUpdate();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.keys);
    document.removeEventListener('keyup', this.up);
    removeEventListener('blur', this.away);
    removeEventListener('online', this.again);
    removeEventListener('offline', this.offline);
    removeEventListener('storage', this.elsewhere);
    removeEventListener('beforeunload', this.leaving);
    this.line.stop();
    this.asking.stop();
    clearTimeout(this.hearLater);
    clearTimeout(this.hearingAgain);
    this.pictures.keep(new Set());
  }

  /** The server has this answer, or one that was given elsewhere meanwhile stands in its place. */
  confirmed(sending: string, note: string) {
    this.waiting.remove(sending);
    this.line.done(sending);
    if (note) {
      this.problem = note;
    } else if (this.problem === notKept || this.problem === this.out || this.problem.startsWith(noStorage)) {
      this.problem = '';
    }
    this.requestUpdate();
  }

  /** The server told what stands in the lab: the places came with it, or that the session is closed. */
  async told() {
    this.requestUpdate();
    await this.updateComplete;
    if (this.askedAbout === 'all') {
      this.allKept = this.desk.finished && this.waiting.all.length === 0;
      if (!this.desk.finished && !this.closed && this.waiting.all.length === 0) {
        this.problem = 'Not all is answered: something was taken back elsewhere.';
      }
    }
    this.asking.stop();
    this.requestUpdate();
  }

  /**
   * The server could not keep it now: it waits, and is told again.
   *
   * @param why nothing is taken from this rater any more; empty where it is
   */
  failed(sending: string, why: string) {
    this.problem = why || notKept;
    this.out = why;
    this.line.failed(sending);
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('keeping') && this.keeping) {
      this.waiting = new WaitingAnswers(() => localStorage, this.keeping);
    }
    if (changed.has('places') || changed.has('keeping')) {
      this.renew();
    }
    if (this.desk.all.length > 0 && this.shownPosition !== this.desk.position) {
      this.shownPosition = this.desk.position;
      this.begin();
    }
  }

  /** What is shown stays with its pictures, if nothing was answered there. */
  private renew() {
    const shown = this.desk.all.length > 0 && !this.desk.finished ? this.desk.place : undefined;
    const seen = shown && this.pictures.here(shown.pictures) ? shown : undefined;
    const places = this.places.map((place) => (place.position === seen?.position ? { ...place, pictures: seen.pictures } : place));
    this.desk = new BlindDesk(places, this.waiting, uniqueName, shown, this.link);
  }

  private begin() {
    this.shownAt = undefined;
    this.draft = {};
  }

  /** What other tabs of this browser wrote down is sent from here too. */
  private hear() {
    const found = this.waiting.reread();
    this.desk.hear(found);
    if (found.length > 0) {
      this.requestUpdate();
    }
  }

  /** The tab that wrote something down is the first to send it. */
  private heardElsewhere({ key, newValue }: StorageEvent) {
    if (key !== null && newValue === null) {
      this.waiting.removedElsewhere(key);
    }
    this.hear();
    this.requestUpdate();
    clearTimeout(this.hearLater);
    this.hearLater = setTimeout(() => this.line.go(), tellAgain);
  }

  private question() {
    const about = this.asksAbout();
    if (!about) {
      return undefined;
    }
    this.askedAbout = about;
    return { sending: about };
  }

  private asksAbout() {
    const { desk } = this;
    if (this.closed || desk.all.length === 0) {
      return '';
    }
    if (desk.finished) {
      return this.waiting.all.length === 0 && !this.allKept ? 'all' : '';
    }
    const about = `the pictures of ${desk.position}`;
    return this.missing && navigator.onLine && this.askedAbout !== about ? about : '';
  }

  private get missing() {
    return !this.desk.finished && this.pictures.missing(this.desk.place.pictures);
  }

  protected firstUpdated() {
    this.line.go();
  }

  protected render() {
    const { desk } = this;
    if (this.closed) {
      return html`${afterTheClose(this.closed, this.waiting.all.length, this.late, this.home, this.leave())}${this.alert(this.problem)}`;
    }
    if (desk.all.length === 0) {
      return nothing;
    }
    return html`
      ${this.progress()}
      ${desk.finished
        ? theEnd(this.waiting.all.length, this.allKept, this.home)
        : html`<div class="blind__stage" data-form=${this.form} aria-busy=${this.justSaid || !this.pictures.here(desk.place.pictures)}>${desk.place.pictures.map((address, place) => this.picture(address, place))}</div>
            <div class="blind__sheet" role="group" aria-label="Answer">
              <p class="blind__asked">Asked for <strong>${desk.place.emotion}</strong>, ${desk.place.archetype} character</p>
              <div class="blind__answers" data-form=${this.form}>${formOf(this.form).answers(this.sheet)} ${this.conflict()} ${this.unsure()}</div>
            </div>`}
      ${this.troubles()}
      <p class="visually-hidden" role="status">${this.spoken}</p>
    `;
  }

  private troubles() {
    const words = this.problem || (this.missing ? missingWords() : '');
    return html`${this.alert(words)}
    ${this.missing && this.desk.answered + 1 < this.desk.all.length
      ? html`<button type="button" class="blind__button" @click=${() => this.pass()}>Leave this one open and go on</button>`
      : nothing}`;
  }

  private alert(words: string) {
    return words ? html`<p class="blind__problem" role="alert">${words}</p>` : nothing;
  }

  private pass() {
    this.desk.pass();
    this.problem = '';
    this.spoken = 'Left open.';
    this.requestUpdate();
  }

  private progress() {
    const { desk } = this;
    const waiting = this.waiting.all.length;
    return html`<div class="blind__progress">
      <progress max=${desk.all.length} value=${desk.answered} aria-label="Answered"></progress>
      <span>${desk.answered} of ${desk.all.length}</span>
      <span class="blind__saved" data-waiting=${waiting}>${waiting > 0 ? `${waiting} to be sent` : desk.answered > 0 ? 'all saved' : ''}</span>
      <details class="blind__sealed">
        <summary class="blind__button">Sealed</summary>
        <p>What the pictures are was fixed before the first answer, under this SHA-256. Note it, and hold it against the published file after the close${this.home ? '' : ', which whoever asked you has'}: <code>${this.sealed}</code>${this.drawn ? html`. Which of them you are shown, in which order and on which side, was drawn when rating was stopped, under this one; note it, too: <code>${this.drawn}</code>` : nothing}</p>
      </details>
      <button type="button" class="blind__button" ?disabled=${!desk.canUndo && !this.draft.order?.length} @mousedown=${keepFocus} @click=${() => this.undo()}>Undo <kbd>u</kbd></button>
      ${this.home ? html`<a class="blind__button" href=${this.home} @click=${(event: Event) => this.waitsForTheLab() && event.preventDefault()}>Pause</a>` : this.leave()}
    </div>`;
  }

  private leave() {
    return this.leavable ? html`<button type="button" class="blind__button" aria-label="Leave this browser" title="Leave this browser" @click=${() => this.leaves()}>Leave</button>` : nothing;
  }

  /** Whoever leaves takes nothing along: what waits has to be in the lab before. */
  private leaves() {
    const waiting = this.waiting.all.length;
    if (waiting > 0) {
      this.problem = `${waiting === 1 ? 'One answer is' : `${waiting} answers are`} still to be sent. Leave once all are saved.`;
      this.line.go();
      return;
    }
    this.dispatchEvent(new CustomEvent('blind-leaves'));
  }

  /** The element that was loaded ahead is the one that is shown, since the browser keeps no copy. */
  private picture(address: string, place: number) {
    const { titles, mark, press } = formOf(this.form);
    const image = this.pictures.frame(address);
    image.alt = titles[place] ?? '';
    const marked = mark?.(this.sheet, place);
    return html`<figure class="blind__figure" ?data-pressable=${press !== undefined} @click=${() => press?.(this.sheet, place)}>
      ${image}${marked ? html`<figcaption class="blind__mark">${marked}</figcaption>` : nothing}
    </figure>`;
  }

  private conflict() {
    const intended = this.draft.intendedConflict ?? false;
    return html`<button
      type="button"
      class="blind__answer"
      aria-pressed=${intended}
      title="The face is meant to mix emotions, like a smug smile or happy tears. It is counted apart, never as a failure."
      @mousedown=${keepFocus}
      @click=${() => this.intend()}
    >
      <kbd>c</kbd> Intended conflict
    </button>`;
  }

  private unsure() {
    return html`<button type="button" class="blind__answer" @mousedown=${keepFocus} @click=${() => this.cannotTell()}><kbd>x</kbd> Cannot tell</button>`;
  }

  protected updated() {
    const { desk } = this;
    if (this.closed) {
      this.pictures.keep(new Set());
      return;
    }
    const next = desk.all.filter((place, index) => index > desk.position && !place.answer).slice(0, ahead);
    next.flatMap((place) => place.pictures).forEach((address) => this.pictures.frame(address));
    this.pictures.keep(new Set([desk.place, ...next].flatMap((place) => place?.pictures ?? [])));
    if (this.shownAt === undefined && desk.place && this.pictures.here(desk.place.pictures)) {
      this.shownAt = performance.now();
      this.problem = this.problem === tooEarly ? '' : this.problem;
    }
    this.asking.go();
  }

  private key(event: KeyboardEvent) {
    if (event.repeat && event.key === 'Enter' && event.target instanceof Node && this.contains(event.target)) {
      // Held on a button it would press it again and again.
      event.preventDefault();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isEditing(event) || document.querySelector('vaadin-dialog[opened], dialog[open]')) {
      return;
    }
    const act = this.action(event);
    if (act) {
      event.preventDefault();
      this.pressing = physical(event);
      act();
      this.pressing = '';
    }
  }

  private action(event: KeyboardEvent): (() => void) | undefined {
    if (event.key === 'u') {
      return this.closed ? undefined : () => this.undo();
    }
    if (this.desk.all.length === 0 || this.desk.finished || this.closed) {
      return undefined;
    }
    const onControl = event.target instanceof HTMLElement && event.target.closest('button, a, summary') !== null;
    switch (event.key) {
      case 'x':
        return () => this.cannotTell();
      case 'c':
        return () => this.intend();
      default:
        return formOf(this.form).key(event.key, this.sheet, onControl);
    }
  }

  private get sheet(): Sheet {
    return {
      draft: this.draft,
      change: (part, spoken) => this.change(part, spoken),
      say: (answer) => this.say({ cannotTell: false, intendedConflict: false, ...this.draft, ...answer }),
      refuse: (words) => void (this.strays.isStray(this.pressing) || (this.problem = words)),
      isForBefore: (place) => this.isForBefore(place),
    };
  }

  private change(part: Partial<BlindAnswer>, spoken: string) {
    if (this.strays.isStray(this.pressing) || !this.isSeen()) {
      return;
    }
    this.draft = { ...this.draft, ...part };
    this.spoken = spoken;
    this.requestUpdate();
  }

  private intend() {
    const intendedConflict = !this.draft.intendedConflict;
    this.change({ intendedConflict }, `Intended conflict: ${intendedConflict ? 'yes' : 'no'}`);
  }

  /** Whether this is meant for the four that were just ordered: a fourth key, or a second click on the third. */
  private isForBefore(place: number) {
    const isIt = this.justOrdered.includes(place) && performance.now() - this.orderedAt < stray && !this.draft.order?.length;
    this.justOrdered = [];
    return isIt;
  }

  private say(answer: BlindAnswer) {
    if (this.waitsForTheLab() || this.strays.isStray(this.pressing) || !this.isSeen()) {
      return;
    }
    this.justOrdered = answer.order?.slice(-2) ?? [];
    this.orderedAt = performance.now();
    this.desk.say(answer, performance.now() - (this.shownAt ?? 0));
    this.spoken = `Answered: ${this.desk.answered} of ${this.desk.all.length}.`;
    this.said();
  }

  /** Whether the face is meant to mix emotions can be told of it all the same. */
  private cannotTell() {
    this.say({ cannotTell: true, intendedConflict: this.draft.intendedConflict ?? false });
  }

  private undo() {
    if (this.strays.isStray(this.pressing, true) || formOf(this.form).undo?.(this.sheet)) {
      return;
    }
    if (!this.waitsForTheLab() && this.desk.undo()) {
      this.spoken = 'Taken back.';
      this.said(true);
    }
  }

  /** Nothing is said of what nobody can see. */
  private isSeen() {
    if (this.shownAt === undefined && !this.missing) {
      this.problem = tooEarly;
    }
    return this.shownAt !== undefined;
  }

  private said(tookBack = false) {
    this.strays.said(this.pressing, tookBack);
    this.justSaid = true;
    clearTimeout(this.hearingAgain);
    this.hearingAgain = setTimeout(() => {
      this.justSaid = false;
      this.requestUpdate();
    }, deaf + 20);
    this.begin();
    this.allKept = false;
    this.problem = this.waiting.inMemoryAlone.length > 0 ? noStorage : '';
    this.line.go();
    this.requestUpdate();
  }

  /** Whether something was said that only this page knows: nothing more is said before the lab has it. */
  private waitsForTheLab() {
    if (this.waiting.inMemoryAlone.length === 0) {
      return false;
    }
    this.problem = `${noStorage} The last one is still on its way.`;
    return true;
  }

  private tell(telling: Telling) {
    this.dispatchEvent(new CustomEvent('blind-said', { detail: { json: JSON.stringify(telling) } }));
  }
}

/** Also on a page without TLS, where `crypto.randomUUID` is missing. */
function uniqueName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The key itself, whatever it means with others that are down. */
function physical(event: KeyboardEvent) {
  return event.code || event.key;
}

function isEditing(event: KeyboardEvent) {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

function aPicture() {
  const image = new Image();
  image.className = 'blind__picture';
  image.draggable = false;
  return image;
}

customElements.define('harmony-blind', HarmonyBlind);
