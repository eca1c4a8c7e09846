import { LitElement } from 'lit';
import type { CodeView, Language, Settings } from './shared/code-view';
import type { Link } from './shared/link-offers';
import { CalmQueue, whenCalm } from './shared/when-calm';

const pauseBeforeSending = 350;

let library: typeof import('./shared/code-view') | undefined;

async function load() {
  library ??= await import('./shared/code-view');
  return library;
}

whenCalm(() => void load(), 2000); // whoever begins to write later does not wait for it

/** Editors in or near the window; their text can be read before they are made. */
const coming = new CalmQueue<HarmonyEditor>((editor) => editor.open(), 0, 1000);

const nearWindow = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        coming.add(entry.target as HarmonyEditor);
      } else {
        coming.delete(entry.target as HarmonyEditor);
      }
    }
  },
  { rootMargin: '300px' },
);

/**
 * Code-like text, saved as it is typed.
 *
 * `editor-change` carries the text, the text it was typed over (`base`) and the version it was based on; the next one waits until the server called
 * `acknowledge`, so nobody conflicts with their own typing. A `value` that arrives while something typed is not yet
 * acknowledged does not touch the text: the version tells the server that both changed.
 * `editor-command` says how the keyboard left the text: `leave` (Esc), `run-next` (Shift-Enter), `run` (Ctrl-Enter).
 */
class HarmonyEditor extends LitElement {
  static properties = {
    value: { attribute: false },
    version: { attribute: false },
    language: {},
    label: {},
    hint: {},
    readonly: { type: Boolean },
    links: { type: Boolean },
  };

  declare value: string | undefined;
  declare version: string | undefined;
  declare language: Language | undefined;
  declare label: string | undefined;
  declare hint: string | undefined;
  declare readonly: boolean | undefined;
  /** Whether the server knows what links can lead to. */
  declare links: boolean | undefined;

  private view: CodeView | undefined;
  private still: HTMLElement | undefined;
  private acknowledged = '';
  private sent: string | undefined;
  private timer = 0;
  private asked: ((links: Link[]) => void)[] = [];
  /** What had the focus when it was asked for; whoever went elsewhere meanwhile keeps it there. */
  private focusFrom: Element | null | undefined;

  protected createRenderRoot() {
    return this;
  }

  /**
   * An editor takes time to make, and measures the page, so one that nobody needs is not: until it comes near the window and there is
   * time, or somebody wants to write in it, its text stands there as plain text of the same size.
   */
  protected firstUpdated() {
    this.acknowledged = this.value ?? '';
    const still = document.createElement('pre');
    still.className = 'harmony-editor__still';
    still.addEventListener('pointerdown', () => void this.open());
    this.append(still);
    this.still = still;
    nearWindow.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    nearWindow.unobserve(this);
    coming.delete(this);
    this.send();
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.still) {
      nearWindow.observe(this);
    }
  }

  /** Makes the editor, if there is none yet: at once when the library is there. */
  open(): void | Promise<void> {
    if (this.view || !this.still || !this.isConnected) {
      return;
    }
    if (!library) {
      return load().then(() => this.open());
    }
    nearWindow.unobserve(this);
    coming.delete(this);
    this.still.remove();
    this.still = undefined;
    this.view = new library.CodeView(this, this.value ?? '', this.settings, {
      changed: () => {
        if (this.dirty) {
          this.schedule();
        }
      },
      left: () => void this.send(),
      key: (name) => (name === 'save' ? this.send() : this.leave(name)),
    });
    if (this.focusFrom !== undefined && this.focusFrom === document.activeElement) {
      this.view.focus();
    }
  }

  protected updated(changed: Map<string, unknown>) {
    if (!this.view) {
      this.acknowledged = this.value ?? '';
      if (this.still) {
        this.still.textContent = this.acknowledged || (this.hint ?? '');
      }
      return;
    }
    if (['language', 'label', 'hint', 'readonly', 'links'].some((name) => changed.has(name))) {
      this.view.configure(this.settings);
    }
    if (changed.has('value') && !this.dirty && this.sent === undefined) {
      this.replace(this.value ?? '');
    }
  }

  /** The server has dealt with the last change; what it is based on from now on. */
  acknowledge(version: string) {
    this.version = version;
    if (this.sent !== undefined) {
      this.acknowledged = this.sent;
      this.sent = undefined;
    }
    if (this.dirty) {
      this.schedule();
    }
  }

  /** Shows `text` whatever was typed; after a person chose between two versions. */
  replace(text: string) {
    this.acknowledged = text;
    this.sent = undefined;
    if (this.still) {
      this.still.textContent = text;
    }
    this.view?.replace(text);
  }

  /** What links can lead to, as the server answers `editor-links`. */
  offer(links: Link[]) {
    this.asked.splice(0).forEach((answer) => answer(links));
  }

  private readonly ask = () =>
    new Promise<Link[]>((resolve) => {
      this.asked.push(resolve);
      this.dispatchEvent(new CustomEvent('editor-links'));
    });

  focus() {
    this.focusFrom = document.activeElement;
    void this.open();
    this.view?.focus();
  }

  private get text() {
    return this.view?.text ?? this.value ?? '';
  }

  private get dirty() {
    return this.text !== this.acknowledged;
  }

  private schedule() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.send(), pauseBeforeSending);
  }

  private send() {
    clearTimeout(this.timer);
    if (this.view && this.dirty && this.sent === undefined) {
      this.sent = this.text;
      this.dispatchEvent(
        new CustomEvent('editor-change', { detail: { value: this.sent, version: this.version ?? '', base: this.acknowledged }, bubbles: true }),
      );
    }
    return true;
  }

  private leave(command: string) {
    this.send();
    this.dispatchEvent(new CustomEvent('editor-command', { detail: { command }, bubbles: true }));
    return true;
  }

  private get settings(): Settings {
    return {
      language: this.language ?? 'text',
      label: this.label ?? 'Text',
      hint: this.hint ?? '',
      readonly: this.readonly ?? false,
      links: this.links ? this.ask : undefined,
    };
  }
}

customElements.define('harmony-editor', HarmonyEditor);
