import { html, LitElement, nothing } from 'lit';

/** One face in the order of review; the picture's address tells nothing about how it was made. */
interface Face {
  id: string;
  image: string;
  thumbnail: string;
  archetype: string;
  emotion: string;
  mark?: Mark;
}

interface Mark {
  eyesMouth: boolean;
  browsTension: boolean;
  holistic: boolean;
  intendedConflict: boolean;
  note: string;
}

type Item = 'eyesMouth' | 'browsTension' | 'holistic';

interface Undoable {
  id: string;
  before: Mark | undefined;
}

const items: { name: Item; title: string; question: string }[] = [
  { name: 'eyesMouth', title: 'Eyes ↔ mouth', question: 'They tell the same emotion' },
  { name: 'browsTension', title: 'Brows ↔ tension', question: 'The brows fit the tension of the face' },
  { name: 'holistic', title: 'The face as a whole', question: 'It shows the emotion asked for' },
];

const nothingHolds: Mark = { eyesMouth: false, browsTension: false, holistic: false, intendedConflict: false, note: '' };
const preloadAhead = 6;
const stripBefore = 3;
const stripAfter = 12;

/**
 * Scores faces one after the other by keyboard. What is seen changes at once; `face-scored` and `face-undone` tell the
 * server, which answers with `confirmed` or `refused`.
 */
class HarmonyReview extends LitElement {
  static properties = {
    faces: { attribute: false },
    position: { state: true },
    draft: { state: true },
    unconfirmed: { state: true },
    problem: { state: true },
    spoken: { state: true },
  };

  declare faces: Face[];
  declare position: number;
  declare draft: Mark;
  declare unconfirmed: Set<string>;
  declare problem: string;
  declare spoken: string;

  private marks = new Map<string, Mark>();
  private undoable: Undoable[] = [];
  private preloaded = new Map<string, HTMLImageElement>();
  private readonly keys = (event: KeyboardEvent) => this.key(event);

  constructor() {
    super();
    this.faces = [];
    this.position = 0;
    this.draft = nothingHolds;
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
    this.marks.delete(id);
    this.show(this.faces.findIndex((face) => face.id === id));
    this.problem = reason;
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('faces')) {
      this.marks = new Map(this.faces.flatMap((face) => (face.mark ? [[face.id, face.mark] as const] : [])));
      this.undoable = [];
      this.show(Math.max(0, this.faces.findIndex((face) => !this.marks.has(face.id))));
    }
  }

  protected render() {
    const face = this.faces[this.position];
    if (!face) {
      return nothing;
    }
    return html`
      ${this.progress()}
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
          <button type="submit" class="review__button review__button--primary">${this.saveLabel(face)} <kbd>↵</kbd></button>
        </div>
        ${this.problem ? html`<p class="review__problem" role="alert">${this.problem}</p>` : nothing}
      </form>
      ${this.strip()}
      <p class="visually-hidden" role="status">${this.spoken}</p>
    `;
  }

  private progress() {
    const scored = this.faces.filter((face) => this.marks.has(face.id)).length;
    const waiting = this.unconfirmed.size;
    return html`<div class="review__progress">
      <progress max=${this.faces.length} value=${scored} aria-label="Faces scored"></progress>
      <span>${scored} of ${this.faces.length} scored</span>
      <span class="review__saved" data-waiting=${waiting > 0}>${waiting > 0 ? 'saving …' : scored > 0 ? 'all saved' : ''}</span>
    </div>`;
  }

  private item(item: (typeof items)[number], number: number) {
    const holds = this.draft[item.name];
    return html`<button type="button" class="review__item" aria-pressed=${holds} @mousedown=${keepFocus} @click=${() => this.toggle(item.name)}>
      <span class="review__box" aria-hidden="true">${holds ? '✓' : ''}</span>
      <span class="review__words"><span class="review__title">${item.title}</span><span class="review__question">${item.question}</span></span>
      <kbd aria-hidden="true">${number}</kbd>
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

  private points() {
    const points = pointsOf(this.draft);
    return html`<p class="review__points">
      <span class="verdict-mark" data-points=${points} data-source="human" aria-hidden="true">${points}</span>
      <span>${points} of 3 points · ${this.draft.intendedConflict ? 'intended conflict, counted apart' : verdict(points)}</span>
    </p>`;
  }

  private strip() {
    const from = Math.max(0, this.position - stripBefore);
    const shown = this.faces.slice(from, this.position + stripAfter + 1);
    return html`<nav class="review__strip" aria-label="Faces before and after">
      ${shown.map((face, offset) => {
        const index = from + offset;
        const mark = this.marks.get(face.id);
        const label = `Face ${index + 1}${mark ? `, ${pointsOf(mark)} of 3 points` : ''}`;
        return html`<button
          type="button"
          class="review__thumb"
          aria-label=${label}
          aria-current=${index === this.position ? 'true' : nothing}
          @mousedown=${keepFocus}
          @click=${() => this.show(index)}
        >
          <img src=${face.thumbnail} alt="" draggable="false" />
          ${mark ? html`<span class="verdict-mark" data-points=${pointsOf(mark)} data-source="human" aria-hidden="true">${pointsOf(mark)}</span>` : nothing}
        </button>`;
      })}
    </nav>`;
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
    const onControl = event.target instanceof HTMLElement && event.target.closest('button, a, summary') !== null;
    switch (event.key) {
      case '1':
      case '2':
      case '3':
        return () => this.toggle(items[Number(event.key) - 1]!.name);
      case 'c':
        return () => this.change({ intendedConflict: !this.draft.intendedConflict });
      case 'n':
        return () => this.querySelector<HTMLTextAreaElement>('textarea')?.focus();
      case 'u':
        return () => this.undo();
      case 'ArrowLeft':
        return () => this.back();
      case 'ArrowRight':
        return () => this.save();
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

  private toggle(item: Item) {
    this.change({ [item]: !this.draft[item] });
    this.spoken = `${items.find((one) => one.name === item)!.title}: ${this.draft[item] ? 'yes' : 'no'}`;
  }

  private change(part: Partial<Mark>) {
    this.draft = { ...this.draft, ...part };
  }

  private saveLabel(face: Face) {
    return this.marks.has(face.id) && same(this.marks.get(face.id), this.draft) ? 'Next' : 'Save and next';
  }

  private save() {
    const face = this.faces[this.position]!;
    const before = this.marks.get(face.id);
    if (!same(before, this.draft)) {
      this.marks.set(face.id, this.draft);
      this.undoable.push({ id: face.id, before });
      this.tell('face-scored', { id: face.id, ...this.draft });
      this.spoken = `Saved with ${pointsOf(this.draft)} points.`;
    }
    const next = this.next();
    if (next !== undefined) {
      this.show(next);
    } else if (this.faces.every((one) => this.marks.has(one.id))) {
      this.dispatchEvent(new CustomEvent('review-finished'));
    }
  }

  /** The face after this one; after the last, the first that is not scored. */
  private next() {
    if (this.position < this.faces.length - 1) {
      return this.position + 1;
    }
    const open = this.faces.findIndex((face) => !this.marks.has(face.id));
    return open < 0 ? undefined : open;
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
    this.draft = mark ?? nothingHolds;
    this.spoken = 'Taken back.';
  }

  private show(index: number) {
    this.position = index;
    const face = this.faces[index];
    this.draft = (face && this.marks.get(face.id)) ?? nothingHolds;
    this.problem = '';
  }

  private tell(event: string, detail: { id: string }) {
    this.unconfirmed = new Set([...this.unconfirmed, detail.id]);
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }
}

function pointsOf(mark: Mark) {
  return items.filter((item) => mark[item.name]).length;
}

function verdict(points: number) {
  return points === 3 ? 'perfect' : points === 0 ? 'broken' : 'acceptable';
}

function same(one: Mark | undefined, other: Mark) {
  return one !== undefined && items.every((item) => one[item.name] === other[item.name]) && one.intendedConflict === other.intendedConflict && one.note === other.note;
}

/** A click must not take the focus, or Enter would press the same button again instead of saving. */
function keepFocus(event: MouseEvent) {
  event.preventDefault();
}

function isEditing(event: KeyboardEvent) {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}

customElements.define('harmony-review', HarmonyReview);
