import { html, LitElement, nothing } from 'lit';
import { browserStore, type Draft, Drafts, uniqueName } from './shared/draft';
import { begun, type Begun, mentioned, type Offer } from './shared/mention';

const drafts = new Drafts(browserStore(), uniqueName);
let forms = 0;

/**
 * A comment that is being written: Markdown, with the people it mentions offered behind `@`.
 *
 * `comment-send` carries the text and the name of this sending; the server then calls `answered`. What is written is kept in this
 * browser under `draft` until it has arrived, whatever happens to the page. `mention-query` asks for people, whom the server
 * `offer`s. `comment-cancel` tells that the form is to go.
 */
export class HarmonyComment extends LitElement {
  static properties = {
    label: {},
    action: {},
    draft: {},
    initial: { attribute: false },
    problem: { attribute: false },
    cancellable: { type: Boolean },
    text: { state: true },
    busy: { state: true },
    offers: { state: true },
    chosen: { state: true },
  };

  declare label: string | undefined;
  declare action: string | undefined;
  /** Where the draft is kept. */
  declare draft: string | undefined;
  /** What the text is before anybody writes, when one is edited. */
  declare initial: string | undefined;
  declare problem: string | undefined;
  declare cancellable: boolean | undefined;
  declare text: string;
  declare busy: boolean;
  declare offers: Offer[];
  declare chosen: number;

  private kept: Draft | undefined;
  private asked: Begun | undefined;
  private readonly id_ = `comment-${++forms}`;

  constructor() {
    super();
    this.text = '';
    this.busy = false;
    this.offers = [];
    this.chosen = 0;
  }

  protected createRenderRoot() {
    return this;
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('draft') || changed.has('initial')) {
      this.kept = this.draft ? drafts.find(this.draft) : undefined;
      this.text = this.kept?.text ?? this.initial ?? '';
    }
  }

  protected render() {
    const listed = this.offers.length > 0;
    return html`<div class="comment-form" data-filled=${this.text.trim() !== '' || nothing}>
      <textarea
        class="comment-form__text"
        rows="1"
        aria-label=${this.label ?? 'Comment'}
        placeholder=${this.label ?? ''}
        aria-describedby=${this.problem && !this.busy ? `${this.id_}-problem` : nothing}
        aria-invalid=${this.problem && !this.busy ? 'true' : nothing}
        aria-autocomplete="list"
        aria-controls=${listed ? `${this.id_}-people` : nothing}
        aria-activedescendant=${listed ? `${this.id_}-${this.chosen}` : nothing}
        .value=${this.text}
        @input=${this.typed}
        @keydown=${this.key}
        @blur=${this.closeOffers}
      ></textarea>
      ${listed
        ? html`<ul class="comment-form__people" role="listbox" id="${this.id_}-people" aria-label="People">
            ${this.offers.map(
              ({ name, insert }, index) =>
                html`<li
                  role="option"
                  id="${this.id_}-${index}"
                  aria-selected=${index === this.chosen}
                  @pointerdown=${(event: Event) => {
                    event.preventDefault();
                    this.choose(index);
                  }}
                >
                  <bdi>${name}</bdi>${insert === `@${name}` ? nothing : html` <span class="secondary mono">${insert.slice(name.length + 1)}</span>`}
                </li>`,
            )}
          </ul>`
        : nothing}
      <span class="visually-hidden" role="status">${listed ? `${this.offers.length} people, ${this.offers[this.chosen].name}` : ''}</span>
      ${this.problem && !this.busy ? html`<p class="comment-form__problem" id="${this.id_}-problem" role="alert">${this.problem}</p>` : nothing}
      <div class="comment-form__foot">
        <span class="comment-form__hint">Markdown, @ mentions, <kbd>Ctrl Enter</kbd> sends</span>
        ${this.cancellable ? html`<button type="button" @click=${this.cancel}>Cancel</button>` : nothing}
        <button type="button" class="comment-form__send" ?disabled=${this.busy || this.text.trim() === ''} @click=${this.send}>
          ${this.busy ? 'Sending…' : (this.action ?? 'Send')}
        </button>
      </div>
    </div>`;
  }

  /** The server has taken what was sent under this name, or says in `problem` why not. */
  answered(sending: string, taken: boolean) {
    this.busy = false;
    if (!taken || this.kept?.sending !== sending) {
      return;
    }
    if (this.text === this.kept.sent) {
      this.forget();
      this.text = this.initial ?? '';
    } else {
      this.write(this.text); // something else was written meanwhile
    }
  }

  /** People who fit what was asked for. */
  offer(query: string, people: Offer[]) {
    if (this.asked?.query === query) {
      this.offers = people;
      this.chosen = 0;
    }
  }

  focus() {
    void this.updateComplete.then(() => {
      const field = this.field;
      field?.focus();
      field?.setSelectionRange(field.value.length, field.value.length);
    });
  }

  private get field() {
    return this.querySelector('textarea');
  }

  private readonly typed = (event: Event) => {
    this.write((event.target as HTMLTextAreaElement).value);
    this.lookForMention();
  };

  private write(text: string) {
    this.text = text;
    this.kept = drafts.write(this.kept, text);
    if (this.draft) {
      if (text === (this.initial ?? '')) {
        drafts.forget(this.draft);
      } else {
        drafts.keep(this.draft, this.kept);
      }
    }
  }

  private lookForMention() {
    const field = this.field!;
    this.asked = field.selectionStart === field.selectionEnd ? begun(field.value, field.selectionStart) : undefined;
    if (this.asked) {
      this.dispatchEvent(new CustomEvent('mention-query', { detail: { query: this.asked.query } }));
    } else {
      this.offers = [];
    }
  }

  private readonly closeOffers = () => {
    this.asked = undefined;
    this.offers = [];
  };

  private choose(index: number) {
    const field = this.field!;
    if (this.asked && this.offers[index]) {
      const { text, caret } = mentioned(field.value, field.selectionStart, this.asked, this.offers[index]);
      this.closeOffers();
      this.write(text);
      void this.updateComplete.then(() => field.setSelectionRange(caret, caret));
    }
  }

  private readonly key = (event: KeyboardEvent) => {
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      this.send();
    } else if (this.offers.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      this.chosen = (this.chosen + (event.key === 'ArrowDown' ? 1 : -1) + this.offers.length) % this.offers.length;
    } else if (this.offers.length > 0 && (event.key === 'Enter' || event.key === 'Tab')) {
      this.choose(this.chosen);
    } else if (this.offers.length > 0 && event.key === 'Escape') {
      this.closeOffers();
    } else if (this.cancellable && event.key === 'Escape') {
      this.cancel();
    } else {
      if (event.key !== 'Escape') {
        event.stopPropagation(); // letters are keys of the screen elsewhere
      }
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  private readonly send = () => {
    if (this.busy || this.text.trim() === '') {
      return;
    }
    this.closeOffers();
    this.kept = { ...drafts.write(this.kept, this.text), sent: this.text };
    if (this.draft) {
      drafts.keep(this.draft, this.kept);
    }
    this.busy = true;
    this.dispatchEvent(new CustomEvent('comment-send', { detail: { text: this.text, sending: this.kept.sending } }));
  };

  private readonly cancel = () => {
    this.forget();
    this.text = this.initial ?? '';
    this.dispatchEvent(new CustomEvent('comment-cancel'));
  };

  private forget() {
    if (this.draft) {
      drafts.forget(this.draft);
    }
    this.kept = undefined;
  }
}

customElements.define('harmony-comment', HarmonyComment);

declare global {
  interface HTMLElementTagNameMap {
    'harmony-comment': HarmonyComment;
  }
}
