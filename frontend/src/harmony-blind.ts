import { html, LitElement, nothing } from 'lit';
import { keepFocus } from './shared/review-parts';
import { BlindDesk, type BlindAnswer, type Place, type Telling } from './shared/blind-desk';
import { items } from './shared/review-marks';

const ahead = 4;
const tellAgain = 5000;

const choices = [
  { key: '1', choice: 'left', title: 'Left is better' },
  { key: '2', choice: 'right', title: 'Right is better' },
  { key: '3', choice: 'equal', title: 'Equal' },
  { key: '4', choice: 'both-bad', title: 'Both bad' },
] as const;

/**
 * Rates the pictures of a blind session by keyboard. What is seen changes at once; `blind-said` tells the server, which answers with
 * `confirmed` or `refused`. Its memory is a `BlindDesk`.
 */
class HarmonyBlind extends LitElement {
  static properties = {
    places: { attribute: false },
    form: {},
    keeping: {},
    problem: { state: true },
    spoken: { state: true },
  };

  declare places: Place[];
  declare form: string;
  /** The name under which answers wait in this browser. */
  declare keeping: string;
  declare problem: string;
  declare spoken: string;

  private desk = new BlindDesk([], { read: () => null, write: () => {} }, () => '');
  private draft: Partial<BlindAnswer> = {};
  private shownAt = 0;
  private shownPosition = -1;
  private readonly pictures = new Map<string, HTMLImageElement>();
  private readonly keys = (event: KeyboardEvent) => this.key(event);
  private readonly again = () => this.tellAll();

  constructor() {
    super();
    this.places = [];
    this.form = 'checklist';
    this.keeping = '';
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
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.keys);
    removeEventListener('online', this.again);
  }

  /** The server has this answer, or one that was given elsewhere meanwhile stands in its place. */
  confirmed(sending: string, note: string) {
    this.desk.confirmed(sending);
    this.problem = note;
    this.requestUpdate();
  }

  /** The server could not keep it now: it waits, and is told again. */
  failed() {
    this.problem = 'The lab could not keep the last answer. It waits in this browser and is sent again.';
    setTimeout(() => this.tellAll(), tellAgain);
    this.requestUpdate();
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('places') && this.keeping) {
      const { keeping } = this;
      this.desk = new BlindDesk(
        this.places,
        { read: () => localStorage.getItem(keeping), write: (text) => (text === '[]' ? localStorage.removeItem(keeping) : localStorage.setItem(keeping, text)) },
        uniqueName,
      );
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
    this.tellAll();
  }

  protected render() {
    const { desk } = this;
    if (desk.all.length === 0) {
      return nothing;
    }
    return html`
      ${this.progress()}
      ${desk.finished
        ? this.end()
        : html`<div class="blind__stage" data-form=${this.form}>${this.picture(desk.place.left, this.form === 'pairs' ? 'Left' : 'The face to rate')}${desk.place.right ? this.picture(desk.place.right, 'Right') : nothing}</div>
            <div class="blind__sheet" role="group" aria-label="Answer">
              <p class="blind__asked">Asked for <strong>${desk.place.emotion}</strong>, ${desk.place.archetype} character</p>
              <div class="blind__answers" data-form=${this.form}>${this.form === 'pairs' ? this.pair() : this.checklist()}</div>
            </div>`}
      ${this.problem ? html`<p class="blind__problem" role="alert">${this.problem}</p>` : nothing}
      <p class="visually-hidden" role="status">${this.spoken}</p>
    `;
  }

  private progress() {
    const { desk } = this;
    const waiting = desk.unconfirmed.length;
    return html`<div class="blind__progress">
      <progress max=${desk.all.length} value=${desk.answered} aria-label="Answered"></progress>
      <span>${desk.answered} of ${desk.all.length}</span>
      <span class="blind__saved" data-waiting=${waiting}>${waiting > 0 ? `${waiting} to be sent` : desk.answered > 0 ? 'all saved' : ''}</span>
      <button type="button" class="blind__button" ?disabled=${!desk.canUndo} @mousedown=${keepFocus} @click=${() => this.undo()}>Undo <kbd>u</kbd></button>
      <a class="blind__button" href="/blind">Pause</a>
    </div>`;
  }

  private end() {
    return html`<section class="blind__end" aria-label="The end">
      <h2>That was all</h2>
      <p>
        ${this.desk.unconfirmed.length > 0
          ? 'Some answers still wait in this browser. Leave this page open until they are sent.'
          : 'All your answers are kept. What the pictures were is told when the session is closed.'}
      </p>
      <p><a href="/blind">Back to the blind sessions</a></p>
    </section>`;
  }

  /** The element that was loaded ahead is the one that is shown, since the browser keeps no copy. */
  private picture(address: string, title: string) {
    const image = this.loaded(address);
    image.alt = title;
    return html`<figure class="blind__figure">${image}</figure>`;
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
      this.problem = navigator.onLine
        ? 'A picture could not be loaded. Answer “cannot tell”, or reload the page to try again.'
        : 'There is no connection. Your answers wait in this browser; pictures come when it is back.';
    });
    image.src = address;
    this.pictures.set(address, image);
    return image;
  }

  private pair() {
    return html`${choices.map(({ key, choice, title }) => html`<button type="button" class="blind__answer" @mousedown=${keepFocus} @click=${() => this.choose(choice)}><kbd>${key}</kbd> ${title}</button>`)}
    ${this.conflict()} ${this.unsure()}`;
  }

  private checklist() {
    return html`${items.map(
      ({ name, title, question }, index) => html`<div class="blind__item" role="group" aria-label=${`${title}: ${question}`}>
        <span class="blind__words"><kbd>${index + 1}</kbd> <strong>${title}</strong> <span class="secondary">${question}</span></span>
        <span class="blind__yesno">
          ${[true, false].map(
            (value) => html`<button type="button" class="blind__answer" aria-pressed=${this.draft[name] === value} @mousedown=${keepFocus} @click=${() => this.change({ [name]: value })}>${value ? 'Yes' : 'No'}</button>`,
          )}
        </span>
      </div>`,
    )}
    ${this.conflict()} ${this.unsure()}
    <button type="button" class="blind__answer blind__answer--primary" @mousedown=${keepFocus} @click=${() => this.save()}>Save and next <kbd>↵</kbd></button>`;
  }

  private conflict() {
    const intended = this.draft.intendedConflict ?? false;
    return html`<button
      type="button"
      class="blind__answer"
      aria-pressed=${intended}
      title="The face is meant to mix emotions, like a smug smile or happy tears. It is counted apart, never as a failure."
      @mousedown=${keepFocus}
      @click=${() => this.change({ intendedConflict: !intended })}
    >
      <kbd>c</kbd> Intended conflict
    </button>`;
  }

  private unsure() {
    return html`<button type="button" class="blind__answer" @mousedown=${keepFocus} @click=${() => this.say({ cannotTell: true, intendedConflict: false })}><kbd>x</kbd> Cannot tell</button>`;
  }

  protected updated() {
    const next = this.desk.all.filter((place, index) => index > this.desk.position && !place.answer).slice(0, ahead);
    for (const place of next) {
      this.loaded(place.left);
      if (place.right) {
        this.loaded(place.right);
      }
    }
    const wanted = new Set([this.desk.place, ...next].flatMap((place) => (place ? [place.left, place.right ?? ''] : [])));
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
      return () => this.undo();
    }
    if (this.desk.all.length === 0 || this.desk.finished) {
      return undefined;
    }
    const onControl = event.target instanceof HTMLElement && event.target.closest('button, a, summary') !== null;
    switch (event.key) {
      case 'x':
        return () => this.say({ cannotTell: true, intendedConflict: false });
      case 'c':
        return () => this.change({ intendedConflict: !this.draft.intendedConflict });
      default:
        return this.form === 'pairs' ? this.pairKey(event.key) : this.checklistKey(event.key, onControl);
    }
  }

  private pairKey(key: string) {
    const found = choices.find((one) => one.key === key)?.choice ?? { ArrowLeft: 'left', ArrowRight: 'right' }[key];
    return found ? () => this.choose(found) : undefined;
  }

  private checklistKey(key: string, onControl: boolean): (() => void) | undefined {
    const item = items[Number(key) - 1];
    if (item) {
      return () => this.change({ [item.name]: !this.draft[item.name] });
    }
    if (key === '0') {
      return () => this.change(Object.fromEntries(items.filter(({ name }) => this.draft[name] === undefined).map(({ name }) => [name, false])));
    }
    return key === 'Enter' && !onControl ? () => this.save() : undefined;
  }

  private change(part: Partial<BlindAnswer>) {
    this.draft = { ...this.draft, ...part };
    const [name, value] = Object.entries(part)[0] ?? [];
    const title = items.find((one) => one.name === name)?.title ?? 'Intended conflict';
    this.spoken = `${title}: ${value ? 'yes' : 'no'}`;
    this.requestUpdate();
  }

  private choose(choice: string) {
    this.say({ cannotTell: false, intendedConflict: this.draft.intendedConflict ?? false, choice });
  }

  private save() {
    const open = items.filter(({ name }) => this.draft[name] === undefined).length;
    if (open > 0) {
      this.problem = `Not saved: ${open === 1 ? 'one question has' : `${open} questions have`} no answer yet. 1, 2 and 3 answer yes, again no; 0 says no to the rest; x says that you cannot tell.`;
      return;
    }
    this.say({ cannotTell: false, intendedConflict: false, ...this.draft });
  }

  private say(answer: BlindAnswer) {
    this.tell(this.desk.say(answer, performance.now() - this.shownAt));
    this.problem = '';
    this.spoken = `Answered: ${this.desk.answered} of ${this.desk.all.length}.`;
    this.draft = {};
    this.requestUpdate();
  }

  private undo() {
    const taken = this.desk.undo();
    if (taken) {
      this.tell(taken);
      this.problem = '';
      this.spoken = 'Taken back.';
      this.requestUpdate();
    }
  }

  private tellAll() {
    for (const telling of this.desk.unconfirmed) {
      this.tell(telling);
    }
  }

  private tell(telling: Telling) {
    this.dispatchEvent(new CustomEvent('blind-said', { detail: { json: JSON.stringify(telling) } }));
  }
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
