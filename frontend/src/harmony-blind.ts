import { html, LitElement, nothing } from 'lit';
import { keepFocus } from './shared/review-parts';
import { BlindDesk, type BlindAnswer, type Place, type Telling } from './shared/blind-desk';
import { OneByOne } from './shared/one-by-one';
import { WaitingAnswers } from './shared/waiting-answers';
import { formOf, type Sheet } from './shared/blind-forms';

const ahead = 4;
const unsaid: BlindAnswer = { cannotTell: true, intendedConflict: false };
const noStorage = 'This browser keeps no answers: its storage is full, or the window is a private one. Each answer is sent before the next can be given.';

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
  /** Says that the session is closed; empty while it is open. */
  declare closed: string;
  /** How many answers came after that. */
  declare late: number;
  declare problem: string;
  declare spoken: string;

  private waiting = new WaitingAnswers(() => localStorage, 'harmony-blind');
  private desk = new BlindDesk([], this.waiting, uniqueName);
  private readonly line = new OneByOne(
    () => this.waiting.all[0],
    (telling) => this.tell(telling),
  );
  private draft: Partial<BlindAnswer> = {};
  private shownAt = 0;
  private shownPosition = -1;
  private readonly pictures = new Map<string, HTMLImageElement>();
  private readonly keys = (event: KeyboardEvent) => this.key(event);
  private readonly again = () => this.line.again();
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
    addEventListener('online', this.again);
    addEventListener('beforeunload', this.leaving);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.keys);
    removeEventListener('online', this.again);
    removeEventListener('beforeunload', this.leaving);
    this.line.stop();
  }

  /** The server has this answer, or one that was given elsewhere meanwhile stands in its place. */
  confirmed(sending: string, note: string) {
    this.waiting.remove(sending);
    this.line.done(sending);
    this.problem = note;
    this.requestUpdate();
  }

  /** The server could not keep it now: it waits, and is told again. */
  failed(sending: string) {
    this.problem = 'The lab could not keep the last answer. It waits in this browser and is sent again.';
    this.line.failed(sending);
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('keeping') && this.keeping) {
      this.waiting = new WaitingAnswers(() => localStorage, this.keeping);
    }
    if (changed.has('places') || changed.has('keeping')) {
      this.desk = new BlindDesk(this.places, this.waiting, uniqueName);
      this.pictures.clear();
      this.shownPosition = -1;
    }
    if (this.desk.all.length > 0 && this.shownPosition !== this.desk.position) {
      this.shownPosition = this.desk.position;
      this.shownAt = performance.now();
      this.draft = {};
    }
  }

  protected firstUpdated() {
    this.line.go();
  }

  protected render() {
    const { desk } = this;
    if (this.closed) {
      return this.afterTheClose();
    }
    if (desk.all.length === 0) {
      return nothing;
    }
    return html`
      ${this.progress()}
      ${desk.finished
        ? this.end()
        : html`<div class="blind__stage" data-form=${this.form}>${desk.place.pictures.map((address, place) => this.picture(address, place))}</div>
            <div class="blind__sheet" role="group" aria-label="Answer">
              <p class="blind__asked">Asked for <strong>${desk.place.emotion}</strong>, ${desk.place.archetype} character</p>
              <div class="blind__answers" data-form=${this.form}>${formOf(this.form).answers(this.sheet)} ${this.conflict()} ${this.unsure()}</div>
            </div>`}
      ${this.problem ? html`<p class="blind__problem" role="alert">${this.problem}</p>` : nothing}
      <p class="visually-hidden" role="status">${this.spoken}</p>
    `;
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
        <p>What the pictures are was fixed before the first answer, under this SHA-256. Note it, and hold it against the published file after the close: <code>${this.sealed}</code></p>
      </details>
      <button type="button" class="blind__button" ?disabled=${!desk.canUndo} @mousedown=${keepFocus} @click=${() => this.undo()}>Undo <kbd>u</kbd></button>
      <a class="blind__button" href="/blind" @click=${(event: Event) => this.waitsForTheLab() && event.preventDefault()}>Pause</a>
    </div>`;
  }

  private end() {
    return html`<section class="blind__end" aria-label="The end">
      <h2>That was all</h2>
      <p>
        ${this.waiting.all.length > 0
          ? 'Some answers still wait in this browser. Leave this page open until they are sent.'
          : 'All your answers are kept. What the pictures were is told when the session is closed.'}
      </p>
      <p><a href="/blind">Back to the blind sessions</a></p>
    </section>`;
  }

  private afterTheClose() {
    const waiting = this.waiting.all.length;
    return html`<section class="blind__end" aria-label="The end">
      <h2>This session is closed</h2>
      <p>${this.closed}</p>
      <p role="status">
        ${waiting > 0
          ? `${counted(waiting, 'answer')} waited in this browser. Leave this page open until they are sent.`
          : this.late > 0
            ? `${counted(this.late, 'answer')} of yours reached the lab after the close. They are kept apart and counted as a number; they do not change what came out.`
            : 'All your answers reached the lab before the close.'}
      </p>
      <p><a href="/blind">Back to the blind sessions</a></p>
    </section>`;
  }

  /** The element that was loaded ahead is the one that is shown, since the browser keeps no copy. */
  private picture(address: string, place: number) {
    const { titles, mark, press } = formOf(this.form);
    const image = this.loaded(address);
    image.alt = titles[place] ?? '';
    const marked = mark?.(this.sheet, place);
    return html`<figure class="blind__figure" ?data-pressable=${press !== undefined} @click=${() => press?.(this.sheet, place)}>
      ${image}${marked ? html`<figcaption class="blind__mark">${marked}</figcaption>` : nothing}
    </figure>`;
  }

  private loaded(address: string) {
    const there = this.pictures.get(address);
    if (there) {
      return there;
    }
    const image = new Image();
    image.className = 'blind__picture';
    image.draggable = false;
    image.addEventListener('error', () => {
      this.pictures.delete(address);
      if (this.waiting.inMemoryAlone.length > 0) {
        return;
      }
      this.problem = navigator.onLine
        ? 'A picture could not be loaded. Answer “cannot tell”, or reload the page to try again.'
        : 'There is no connection. Your answers wait in this browser; pictures come when it is back.';
    });
    image.src = address;
    this.pictures.set(address, image);
    return image;
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
    return html`<button type="button" class="blind__answer" @mousedown=${keepFocus} @click=${() => this.say(unsaid)}><kbd>x</kbd> Cannot tell</button>`;
  }

  protected updated() {
    const next = this.desk.all.filter((place, index) => index > this.desk.position && !place.answer).slice(0, ahead);
    next.flatMap((place) => place.pictures).forEach((address) => this.loaded(address));
    const wanted = new Set([this.desk.place, ...next].flatMap((place) => place?.pictures ?? []));
    for (const address of this.pictures.keys()) {
      if (!wanted.has(address)) {
        this.pictures.delete(address);
      }
    }
  }

  private key(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isEditing(event) || document.querySelector('vaadin-dialog[opened], dialog[open]')) {
      return;
    }
    const act = this.action(event);
    if (act) {
      event.preventDefault();
      act();
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
        return () => this.say(unsaid);
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
      refuse: (words) => void (this.problem = words),
    };
  }

  private change(part: Partial<BlindAnswer>, spoken: string) {
    this.draft = { ...this.draft, ...part };
    this.spoken = spoken;
    this.requestUpdate();
  }

  private intend() {
    const intendedConflict = !this.draft.intendedConflict;
    this.change({ intendedConflict }, `Intended conflict: ${intendedConflict ? 'yes' : 'no'}`);
  }

  private say(answer: BlindAnswer) {
    if (this.waitsForTheLab()) {
      return;
    }
    this.desk.say(answer, performance.now() - this.shownAt);
    this.spoken = `Answered: ${this.desk.answered} of ${this.desk.all.length}.`;
    this.draft = {};
    this.said();
  }

  private undo() {
    if (!this.waitsForTheLab() && this.desk.undo()) {
      this.spoken = 'Taken back.';
      this.said();
    }
  }

  private said() {
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

function counted(count: number, word: string) {
  return count === 1 ? `One ${word}` : `${count} ${word}s`;
}

/** Also on a page without TLS, where `crypto.randomUUID` is missing. */
function uniqueName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function isEditing(event: KeyboardEvent) {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

customElements.define('harmony-blind', HarmonyBlind);
