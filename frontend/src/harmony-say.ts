import { html, LitElement, nothing } from 'lit';
import { complete, type Draft, type Item, items, type Mark, pointsOf, untouched, verdict } from './shared/review-marks';
import { thumbnail } from './shared/thumbnail';

/** What somebody is about to say of a picture, and what is said so far. */
export interface Asked {
  about: 'score' | 'tags';
  /** The picture. */
  id: string;
  label: string;
  thumbnail: string;
  /** What this person says of it, where they say something. */
  mark?: Mark;
  tags: string[];
  /** Tags of other pictures, to choose from. */
  known: string[];
}

/**
 * A small window over a grid or its large view, in which one scores a picture or tags it.
 *
 * Scoring: `1` `2` `3` answer (yes, then no), `0` answers no to the rest, `c` that mixed emotions are meant, `n` a note, `u` takes back, Enter
 * keeps. Tagging: Enter puts the tag that was written, and closes where nothing is. Esc closes. `say-score`, `say-undo` and `say-tag` tell the
 * server, which answers with `said`.
 */
export class HarmonySay extends LitElement {
  static properties = { asked: { state: true }, draft: { state: true }, problem: { state: true }, waiting: { state: true } };

  declare asked: Asked | undefined;
  declare draft: Draft;
  declare problem: string;
  declare waiting: boolean;

  constructor() {
    super();
    this.draft = untouched;
    this.problem = '';
    this.waiting = false;
  }

  protected createRenderRoot() {
    return this;
  }

  open(asked: Asked) {
    this.asked = asked;
    this.draft = asked.mark ?? untouched;
    this.problem = '';
    this.waiting = false;
    void this.updateComplete.then(() => {
      const dialog = this.querySelector('dialog');
      if (dialog && !dialog.open) {
        dialog.showModal();
      }
      this.querySelector<HTMLElement>(asked.about === 'tags' ? 'input' : 'form')?.focus();
    });
  }

  /** The server kept what was said, or says why it did not; `tags` are those that the picture has now. */
  said(problem: string, tags: string[] | null) {
    this.waiting = false;
    this.problem = problem;
    if (problem === '' && tags && this.asked) {
      this.asked = { ...this.asked, tags };
      this.querySelector('input')!.value = '';
    } else if (problem === '') {
      this.close();
    }
  }

  protected render() {
    const { asked } = this;
    if (!asked) {
      return nothing;
    }
    return html`<dialog class="say" aria-label=${`${asked.about === 'score' ? 'Score' : 'Tag'} ${asked.label}`} @keydown=${this.key} @close=${this.closed}>
      <div class="say__head">
        ${asked.thumbnail ? html`<img src=${thumbnail(asked.thumbnail, 128)} alt="" />` : nothing}
        <h2 class="say__title">${asked.label}</h2>
        <button type="button" class="say__button" aria-label="Close" @click=${this.close}>✕</button>
      </div>
      ${asked.about === 'score' ? this.score() : this.tags(asked)}
      ${this.problem ? html`<p class="say__problem" role="alert">${this.problem}</p>` : nothing}
    </dialog>`;
  }

  private score() {
    const { draft } = this;
    const points = pointsOf(draft);
    return html`<form class="say__form" tabindex="-1" @submit=${this.keep}>
      ${items.map(
        (item, at) => html`<div class="say__item" role="group" aria-label=${`${item.title}: ${item.question}`}>
          <kbd aria-hidden="true">${at + 1}</kbd><span class="say__question">${item.title}<small>${item.question}</small></span>
          ${[true, false].map(
            (value) =>
              html`<button type="button" class="say__button" aria-pressed=${draft[item.name] === value} @click=${() => this.answer(item.name, value)}>${value ? 'Yes' : 'No'}</button>`,
          )}
        </div>`,
      )}
      <button type="button" class="say__button say__conflict" aria-pressed=${draft.intendedConflict} @click=${this.mean}><kbd>c</kbd> Means to mix emotions</button>
      <label class="say__note"
        ><span><kbd aria-hidden="true">n</kbd> Note</span><textarea rows="2" maxlength="4000" .value=${draft.note} @input=${this.write} @keydown=${this.noteKey}></textarea
      ></label>
      <div class="say__actions">
        <span class="say__points" role="status">${complete(draft) ? `${points} of 3: ${verdict(points)}` : 'Three answers'}</span>
        ${this.asked?.mark ? html`<button type="button" class="say__button" @click=${this.undo}>Take back <kbd>u</kbd></button>` : nothing}
        <button type="submit" class="say__button say__button--primary" ?disabled=${this.waiting}>Keep <kbd>↵</kbd></button>
      </div>
    </form>`;
  }

  private tags(asked: Asked) {
    return html`<form class="say__form" @submit=${this.put}>
      <div class="say__tags" role="group" aria-label="Tags of this picture">
        ${asked.tags.length === 0 ? html`<span>No tags yet.</span>` : nothing}
        ${asked.tags.map((tag) => html`<button type="button" class="say__button" title=${`Take ${tag} off`} @click=${() => this.tag(tag, false)}>${tag} <span aria-hidden="true">✕</span><span class="visually-hidden">: take off</span></button>`)}
      </div>
      <label class="say__note"><span>Tag</span><input type="text" maxlength="60" list="say-known" autocomplete="off" /></label>
      <datalist id="say-known">${asked.known.map((tag) => html`<option value=${tag}></option>`)}</datalist>
      <div class="say__actions"><button type="submit" class="say__button say__button--primary" ?disabled=${this.waiting}>Put on <kbd>↵</kbd></button></div>
    </form>`;
  }

  private answer(item: Item, value: boolean) {
    this.draft = { ...this.draft, [item]: value };
  }

  private mean = () => {
    this.draft = { ...this.draft, intendedConflict: !this.draft.intendedConflict };
  };

  private write = (event: Event) => {
    this.draft = { ...this.draft, note: (event.target as HTMLTextAreaElement).value };
  };

  /** Enter leaves the note, and Esc too; Shift and Enter begin a line. */
  private noteKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey)) {
      event.preventDefault();
      event.stopPropagation();
      this.querySelector<HTMLElement>('form')?.focus();
    }
  };

  private key = (event: KeyboardEvent) => {
    event.stopPropagation();
    const target = event.target as HTMLElement;
    const writing = target.localName === 'textarea' || target.localName === 'input';
    if (event.key === 'Escape') {
      event.preventDefault();
      this.close();
    } else if (this.asked?.about === 'score' && !writing && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const act = this.scoreKey(event.key, target.localName === 'button');
      if (act) {
        event.preventDefault();
        act();
      }
    }
  };

  private scoreKey(key: string, onButton: boolean): (() => void) | undefined {
    const item = items[Number(key) - 1];
    if (item) {
      return () => this.answer(item.name, !this.draft[item.name]);
    }
    switch (key) {
      case '0':
        return () => (this.draft = { ...Object.fromEntries(items.map(({ name }) => [name, false])), ...this.draft });
      case 'c':
        return this.mean;
      case 'n':
        return () => this.querySelector('textarea')?.focus();
      case 'u':
        return this.asked?.mark && this.undo;
      case 'Enter':
        return onButton ? undefined : () => this.keep();
      default:
        return undefined;
    }
  }

  private keep = (event?: Event) => {
    event?.preventDefault();
    const mark = complete(this.draft);
    if (!mark) {
      this.problem = 'Answer all three questions first; 0 answers no to the rest.';
    } else if (!this.waiting) {
      this.tell('say-score', { id: this.asked!.id, ...mark });
    }
  };

  private undo = () => this.tell('say-undo', { id: this.asked!.id });

  private put = (event: Event) => {
    event.preventDefault();
    const { value } = this.querySelector('input')!;
    if (value.trim() === '') {
      this.close();
    } else {
      this.tag(value, true);
    }
  };

  private tag(tag: string, put: boolean) {
    this.tell('say-tag', { id: this.asked!.id, tag, put });
  }

  private tell(name: string, detail: object) {
    this.waiting = true;
    this.problem = '';
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  private close = () => {
    this.querySelector('dialog')?.close();
  };

  private closed = () => {
    this.asked = undefined;
  };
}

customElements.define('harmony-say', HarmonySay);

declare global {
  interface HTMLElementTagNameMap {
    'harmony-say': HarmonySay;
  }
}
