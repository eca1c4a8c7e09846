import { html, LitElement, nothing } from 'lit';
import { end, keepFocus, progress, type ReviewState, strip } from './shared/review-parts';
import { complete, items, pointsOf, same, untouched, verdict, type Draft, type Face, type Item, type Mark } from './shared/review-marks';

interface Undoable {
  id: string;
  before: Mark | undefined;
}

const preloadAhead = 6;

/**
 * Scores faces one after the other by keyboard. What is seen changes at once; `face-scored` and `face-undone` tell the
 * server, which answers with `confirmed` or `refused`.
 *
 * A face is scored when its three questions are answered. One that is left half answered keeps its answers while the page is
 * open; one that is skipped stays open and comes again at the end.
 */
class HarmonyReview extends LitElement {
  static properties = {
    faces: { attribute: false },
    position: { state: true },
    draft: { state: true },
    paused: { state: true },
    unconfirmed: { state: true },
    problem: { state: true },
    spoken: { state: true },
  };

  declare faces: Face[];
  declare position: number;
  declare draft: Draft;
  declare paused: boolean;
  declare unconfirmed: Set<string>;
  declare problem: string;
  declare spoken: string;

  private marks = new Map<string, Mark>();
  private drafts = new Map<string, Draft>();
  private skipped = new Set<string>();
  private undoable: Undoable[] = [];
  private preloaded = new Map<string, HTMLImageElement>();
  private readonly keys = (event: KeyboardEvent) => this.key(event);

  constructor() {
    super();
    this.faces = [];
    this.position = 0;
    this.draft = untouched;
    this.paused = false;
    this.unconfirmed = new Set();
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
    this.unconfirmed = new Set([...this.unconfirmed].filter((waiting) => waiting !== id));
    this.problem = '';
  }

  /** The server could not keep it: back to this face, with the reason. */
  refused(id: string, reason: string) {
    this.confirmed(id);
    const said = this.marks.get(id);
    if (said) {
      this.drafts.set(id, said);
    }
    this.marks.delete(id);
    this.show(this.faces.findIndex((face) => face.id === id));
    this.problem = reason;
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('faces')) {
      this.marks = new Map(this.faces.flatMap((face) => (face.mark ? [[face.id, face.mark] as const] : [])));
      this.undoable = [];
      this.drafts.clear();
      this.skipped.clear();
      this.show(Math.max(0, this.faces.findIndex((face) => !this.marks.has(face.id))));
    }
  }

  protected render() {
    const face = this.faces[this.position];
    if (!face) {
      return nothing;
    }
    if (this.paused) {
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
          <button type="button" class="review__button" @click=${this.back} ?disabled=${this.position === 0}>
            <span aria-hidden="true">←</span> Back
          </button>
          <button type="button" class="review__button" @click=${this.undo} ?disabled=${this.undoable.length === 0}>Undo <kbd>u</kbd></button>
          <button type="button" class="review__button" @click=${this.skip} ?disabled=${this.marks.has(face.id)}>Skip <kbd>s</kbd></button>
          <button type="submit" class="review__button review__button--primary">${this.saveLabel(face)} <kbd>↵</kbd></button>
        </div>
        ${this.problem ? html`<p class="review__problem" role="alert">${this.problem}</p>` : nothing}
      </form>
      ${strip(this.state(), (index) => this.show(index))}
      <p class="visually-hidden" role="status">${this.spoken}</p>
    `;
  }

  private state(): ReviewState {
    const { faces, position, marks, skipped } = this;
    return { faces, position, marks, skipped, waiting: this.unconfirmed.size, open: this.open() };
  }

  private item(item: (typeof items)[number], number: number) {
    const answer = this.draft[item.name];
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
      aria-pressed=${this.draft[name] === value}
      @mousedown=${keepFocus}
      @click=${() => this.answer(name, this.draft[name] === value ? undefined : value)}
    >
      ${value ? 'Yes' : 'No'}
    </button>`;
  }

  private conflict() {
    const intended = this.draft.intendedConflict;
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
        .value=${this.draft.note}
        @input=${(event: Event) => this.change({ note: (event.target as HTMLTextAreaElement).value })}
        @keydown=${this.noteKey}
      ></textarea>
    </label>`;
  }

  /** No verdict before the last answer: what is not answered is not a no. */
  private points() {
    const open = this.unanswered();
    if (open > 0) {
      return html`<p class="review__points review__points--open">
        <span>${open === items.length ? 'Not answered yet' : `${items.length - open} of ${items.length} answered`}</span>
        <span class="review__hint"><kbd>1</kbd><kbd>2</kbd><kbd>3</kbd> yes, again no · <kbd>0</kbd> no to the rest</span>
      </p>`;
    }
    const points = pointsOf(this.draft);
    return html`<p class="review__points">
      <span class="verdict-mark" data-points=${points} data-source="human" aria-hidden="true">${points}</span>
      <span>${points} of 3 points · ${this.draft.intendedConflict ? 'intended conflict, counted apart' : verdict(points)}</span>
    </p>`;
  }

  protected updated() {
    for (const face of this.faces.slice(this.position + 1, this.position + 1 + preloadAhead)) {
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
    if (this.paused) {
      return event.key === 'Enter' ? () => this.again() : event.key === 'ArrowLeft' ? () => this.show(this.position) : undefined;
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
        return () => this.change({ intendedConflict: !this.draft.intendedConflict });
      case 'n':
        return () => this.querySelector<HTMLTextAreaElement>('textarea')?.focus();
      case 'u':
        return () => this.undo();
      case 'ArrowLeft':
        return () => this.back();
      case 'ArrowRight':
        return () => (this.unanswered() === 0 ? this.save() : this.goOn());
      case 'Enter':
        return onControl ? undefined : () => this.save();
      default:
        return undefined;
    }
  }

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
    this.answer(item, !this.draft[item]);
  }

  private answer(item: Item, value: boolean | undefined) {
    this.change({ [item]: value });
    this.spoken = `${items.find((one) => one.name === item)!.title}: ${value === undefined ? 'not answered' : value ? 'yes' : 'no'}`;
  }

  private noToTheRest() {
    this.change(Object.fromEntries(items.filter((item) => this.draft[item.name] === undefined).map((item) => [item.name, false])));
    this.spoken = `No to the rest: ${pointsOf(this.draft)} points.`;
  }

  private change(part: Partial<Draft>) {
    this.draft = { ...this.draft, ...part };
    this.problem = '';
    const face = this.faces[this.position];
    if (face) {
      this.drafts.set(face.id, this.draft);
    }
  }

  private unanswered() {
    return items.filter((item) => this.draft[item.name] === undefined).length;
  }

  /** How many faces have no score. */
  private open() {
    return this.faces.filter((face) => !this.marks.has(face.id)).length;
  }

  private saveLabel(face: Face) {
    return this.marks.has(face.id) && same(this.marks.get(face.id), this.draft) ? 'Next' : 'Save and next';
  }

  private save() {
    const face = this.faces[this.position]!;
    const before = this.marks.get(face.id);
    const said = complete(this.draft);
    if (!said) {
      const open = this.unanswered();
      this.problem = `Not saved: ${open === 1 ? 'one question has' : `${open} questions have`} no answer yet. 1, 2 and 3 answer yes, 0 says no to the rest, s skips this face.`;
      return;
    }
    if (!same(before, said)) {
      this.marks.set(face.id, said);
      this.undoable.push({ id: face.id, before });
      this.tell('face-scored', { id: face.id, ...said });
      this.spoken = `Saved with ${pointsOf(said)} points.`;
    }
    this.drafts.delete(face.id);
    this.skipped.delete(face.id);
    this.goOn();
  }

  /** The face stays open and comes again at the end. */
  private skip() {
    const face = this.faces[this.position]!;
    if (!this.marks.has(face.id)) {
      this.skipped.add(face.id);
      this.spoken = 'Skipped.';
      this.goOn();
    }
  }

  /** The face after this one. After the last the review is over, or what is still open is offered. */
  private goOn() {
    if (this.position < this.faces.length - 1) {
      this.show(this.position + 1);
    } else if (this.open() === 0) {
      this.dispatchEvent(new CustomEvent('review-finished'));
    } else {
      this.paused = true;
    }
  }

  private again() {
    this.skipped.clear();
    this.show(this.faces.findIndex((face) => !this.marks.has(face.id)));
  }

  private back() {
    if (this.position > 0) {
      this.show(this.position - 1);
    }
  }

  private undo() {
    const last = this.undoable.pop();
    if (!last) {
      return;
    }
    const mark = this.marks.get(last.id);
    if (last.before) {
      this.marks.set(last.id, last.before);
    } else {
      this.marks.delete(last.id);
    }
    this.tell('face-undone', { id: last.id });
    this.show(this.faces.findIndex((face) => face.id === last.id));
    this.draft = mark ?? untouched;
    this.drafts.set(last.id, this.draft);
    this.spoken = 'Taken back.';
  }

  private show(index: number) {
    this.position = index;
    const face = this.faces[index];
    this.draft = (face && (this.drafts.get(face.id) ?? this.marks.get(face.id))) ?? untouched;
    this.paused = false;
    this.problem = '';
  }

  private tell(event: string, detail: { id: string }) {
    this.unconfirmed = new Set([...this.unconfirmed, detail.id]);
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }
}

function isEditing(event: KeyboardEvent) {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

customElements.define('harmony-review', HarmonyReview);
