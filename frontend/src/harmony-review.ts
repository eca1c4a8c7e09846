import { html, LitElement, nothing } from 'lit';
import { end, keepFocus, progress, type ReviewState, strip } from './shared/review-parts';
import { ReviewDesk } from './shared/review-desk';
import { items, pointsOf, verdict, type Draft, type Face, type Item } from './shared/review-marks';

const preloadAhead = 6;

/**
 * Scores faces one after the other by keyboard. What is seen changes at once; `face-scored` and `face-undone` tell the
 * server, which answers with `confirmed` or `refused`. Its memory is a `ReviewDesk`. An `act` of another feature is a key and a
 * button: `face-act` tells the face, and `acted` what came of it, as long as that face is shown.
 */
class HarmonyReview extends LitElement {
  static properties = {
    faces: { attribute: false },
    problem: { state: true },
    spoken: { state: true },
    act: { attribute: false },
    actSaid: { state: true },
  };

  declare faces: Face[];
  declare problem: string;
  declare spoken: string;
  declare act: { key: string; label: string } | undefined;
  declare actSaid: { id: string; words: string } | undefined;

  private desk = new ReviewDesk([]);
  private preloaded = new Map<string, HTMLImageElement>();
  private readonly keys = (event: KeyboardEvent) => this.key(event);

  constructor() {
    super();
    this.faces = [];
    this.problem = '';
    this.spoken = '';
  }

  protected createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.keys);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.keys);
  }

  /** The server has kept the last thing said about this face. */
  confirmed(id: string) {
    this.desk.confirmed(id);
    this.seen();
  }

  /** The server could not keep it: back to this face, with the reason. */
  refused(id: string, reason: string) {
    this.desk.refused(id);
    this.seen(reason);
  }

  /** What came of an act with this face. */
  acted(id: string, words: string) {
    this.actSaid = { id, words };
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('faces')) {
      this.desk = new ReviewDesk(this.faces);
      this.problem = '';
    }
  }

  protected render() {
    const { desk } = this;
    const { face } = desk;
    if (!face) {
      return nothing;
    }
    if (desk.paused) {
      return html`${progress(this.state())} ${end(this.state(), () => this.again())}`;
    }
    return html`
      ${progress(this.state())}
      <div class="review__stage">
        <img class="review__picture" src=${face.image} alt="The face to score" draggable="false" />
      </div>
      <form class="review__sheet" aria-label="Checklist" @submit=${this.submit}>
        <p class="review__asked">
          Asked for <strong>${face.emotion}</strong><span class="review__archetype"> on a ${face.archetype} character</span>
        </p>
        ${items.map((item, index) => this.item(item, index + 1))} ${this.conflict()} ${this.note()} ${this.points()}
        <div class="review__buttons">
          <p class="review__said" role="status">${this.actSaid?.id === face.id ? this.actSaid.words : ''}</p>
          <button type="button" class="review__button" @click=${this.back} ?disabled=${desk.position === 0}>
            <span aria-hidden="true">←</span> Back
          </button>
          <button type="button" class="review__button" @click=${this.undo} ?disabled=${!desk.canUndo}>Undo <kbd>u</kbd></button>
          <button type="button" class="review__button" @click=${this.skip} ?disabled=${desk.marks.has(face.id)}>Skip <kbd>s</kbd></button>
          ${this.act
            ? html`<button type="button" class="review__button review__button--act" @click=${this.acting}>${this.act.label} <kbd>${this.act.key}</kbd></button>`
            : nothing}
          <button type="submit" class="review__button review__button--primary">${desk.isKept ? 'Next' : 'Save and next'} <kbd>↵</kbd></button>
        </div>
        ${this.problem ? html`<p class="review__problem" role="alert">${this.problem}</p>` : nothing}
      </form>
      ${strip(this.state(), (index) => this.show(index))}
      <p class="visually-hidden" role="status">${this.spoken}</p>
    `;
  }

  private state(): ReviewState {
    const { faces, position, marks, skipped, open } = this.desk;
    return { faces, position, marks, skipped, waiting: this.desk.unconfirmed, open };
  }

  private item(item: (typeof items)[number], number: number) {
    const answer = this.desk.draft[item.name];
    return html`<div class="review__item" role="group" aria-label=${`${item.title}: ${item.question}`} data-answer=${answer === undefined ? 'open' : answer ? 'yes' : 'no'}>
      <kbd aria-hidden="true">${number}</kbd>
      <span class="review__words"><span class="review__title">${item.title}</span><span class="review__question">${item.question}</span></span>
      <span class="review__answers">${this.choice(item.name, true)}${this.choice(item.name, false)}</span>
    </div>`;
  }

  private choice(name: Item, value: boolean) {
    return html`<button
      type="button"
      class="review__answer"
      aria-pressed=${this.desk.draft[name] === value}
      @mousedown=${keepFocus}
      @click=${() => this.answer(name, this.desk.draft[name] === value ? undefined : value)}
    >
      ${value ? 'Yes' : 'No'}
    </button>`;
  }

  private conflict() {
    const intended = this.desk.draft.intendedConflict;
    return html`<button
      type="button"
      class="review__item review__item--conflict"
      aria-pressed=${intended}
      title="The face is meant to mix emotions, like a smug smile or happy tears. It is counted apart, never as a failure."
      @mousedown=${keepFocus}
      @click=${() => this.change({ intendedConflict: !intended })}
    >
      <span class="review__box" aria-hidden="true">${intended ? '✓' : ''}</span>
      <span class="review__words"><span class="review__title">Intended conflict</span><span class="review__question">Meant to mix emotions: counted apart</span></span>
      <kbd aria-hidden="true">c</kbd>
    </button>`;
  }

  private note() {
    return html`<label class="review__note">
      <span>Note <kbd aria-hidden="true">n</kbd></span>
      <textarea
        rows="2"
        maxlength="4000"
        .value=${this.desk.draft.note}
        @input=${(event: Event) => this.change({ note: (event.target as HTMLTextAreaElement).value })}
        @keydown=${this.noteKey}
      ></textarea>
    </label>`;
  }

  /** No verdict before the last answer: what is not answered is not a no. */
  private points() {
    const { draft, unanswered: open } = this.desk;
    if (open > 0) {
      return html`<p class="review__points review__points--open">
        <span>${open === items.length ? 'Not answered yet' : `${items.length - open} of ${items.length} answered`}</span>
        <span class="review__hint"><kbd>1</kbd><kbd>2</kbd><kbd>3</kbd> yes, again no · <kbd>0</kbd> no to the rest</span>
      </p>`;
    }
    const points = pointsOf(draft);
    return html`<p class="review__points">
      <span class="verdict-mark" data-points=${points} data-source="human" aria-hidden="true">${points}</span>
      <span>${points} of 3 points · ${draft.intendedConflict ? 'intended conflict, counted apart' : verdict(points)}</span>
    </p>`;
  }

  protected updated() {
    const ahead = this.desk.position + 1;
    for (const face of this.desk.faces.slice(ahead, ahead + preloadAhead)) {
      if (!this.preloaded.has(face.id)) {
        const image = new Image();
        image.src = face.image;
        this.preloaded.set(face.id, image);
      }
    }
  }

  private key(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || isEditing(event) || document.querySelector('vaadin-dialog[opened], dialog[open]')) {
      return;
    }
    const act = this.action(event);
    if (act) {
      event.preventDefault();
      act();
    }
  }

  private action(event: KeyboardEvent): (() => void) | undefined {
    if (this.desk.paused) {
      return event.key === 'Enter' ? () => this.again() : event.key === 'ArrowLeft' ? () => this.show(this.desk.position) : undefined;
    }
    const onControl = event.target instanceof HTMLElement && event.target.closest('button, a, summary') !== null;
    switch (event.key) {
      case '1':
      case '2':
      case '3':
        return () => this.turn(items[Number(event.key) - 1]!.name);
      case '0':
        return () => this.noToTheRest();
      case 's':
        return () => this.skip();
      case 'c':
        return () => this.change({ intendedConflict: !this.desk.draft.intendedConflict });
      case 'n':
        return () => this.querySelector<HTMLTextAreaElement>('textarea')?.focus();
      case 'u':
        return () => this.undo();
      case 'ArrowLeft':
        return () => this.back();
      case 'ArrowRight':
        return () => (this.desk.unanswered === 0 ? this.save() : this.goOn());
      case 'Enter':
        return onControl ? undefined : () => this.save();
      default:
        return this.act?.key === event.key && !event.repeat ? this.acting : undefined;
    }
  }

  private readonly acting = () => {
    const face = this.desk.face;
    if (face) {
      this.tell('face-act', { id: face.id });
    }
  };

  private noteKey(event: KeyboardEvent) {
    if (event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey)) {
      event.preventDefault();
      event.stopPropagation();
      (event.target as HTMLTextAreaElement).blur();
    }
  }

  private submit(event: Event) {
    event.preventDefault();
    this.save();
  }

  /** One key answers: first yes, then no. */
  private turn(item: Item) {
    this.answer(item, this.desk.turned(item));
  }

  private answer(item: Item, value: boolean | undefined) {
    this.change({ [item]: value });
    this.spoken = `${items.find((one) => one.name === item)!.title}: ${value === undefined ? 'not answered' : value ? 'yes' : 'no'}`;
  }

  private noToTheRest() {
    this.desk.noToTheRest();
    this.seen();
    this.spoken = `No to the rest: ${pointsOf(this.desk.draft)} points.`;
  }

  private change(part: Partial<Draft>) {
    this.desk.change(part);
    this.seen();
  }

  private save() {
    const { desk } = this;
    const { id } = desk.face!;
    const saving = desk.save();
    if ('open' in saving) {
      const { open } = saving;
      this.seen(
        `Not saved: ${open === 1 ? 'one question has' : `${open} questions have`} no answer yet. 1, 2 and 3 answer yes, 0 says no to the rest, s skips this face.`,
      );
      return;
    }
    if (saving.isNew) {
      this.tell('face-scored', { id, ...saving.mark });
      this.spoken = `Saved with ${pointsOf(saving.mark)} points.`;
    }
    this.goOn();
  }

  private skip() {
    if (this.desk.skip()) {
      this.spoken = 'Skipped.';
      this.goOn();
    }
  }

  private goOn() {
    if (this.desk.goOn() === 'finished') {
      this.dispatchEvent(new CustomEvent('review-finished'));
    }
    this.seen();
  }

  private again() {
    this.desk.again();
    this.seen();
  }

  private back() {
    this.desk.back();
    this.seen();
  }

  private undo() {
    const id = this.desk.undo();
    if (id !== undefined) {
      this.tell('face-undone', { id });
      this.seen();
      this.spoken = 'Taken back.';
    }
  }

  private show(index: number) {
    this.desk.show(index);
    this.seen();
  }

  /** Shows what stands on the desk now. */
  private seen(problem = '') {
    this.problem = problem;
    this.requestUpdate();
  }

  private tell(event: string, detail: { id: string }) {
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }
}

function isEditing(event: KeyboardEvent) {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

customElements.define('harmony-review', HarmonyReview);
