import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { markdown } from '@codemirror/lang-markdown';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension, Transaction } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import { LitElement } from 'lit';
import { highlighting, theme } from './shared/editor-theme';
import { textChange } from './shared/text-change';

type Language = 'markdown' | 'yaml' | 'text';

const pauseBeforeSending = 350;

const nearWindow = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => (entry.target as HarmonyEditor).open()),
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
  };

  declare value: string | undefined;
  declare version: string | undefined;
  declare language: Language | undefined;
  declare label: string | undefined;
  declare hint: string | undefined;
  declare readonly: boolean | undefined;

  private view: EditorView | undefined;
  private still: HTMLElement | undefined;
  private readonly settings = new Compartment();
  private acknowledged = '';
  private sent: string | undefined;
  private timer = 0;

  protected createRenderRoot() {
    return this;
  }

  /**
   * An editor measures the page when it is made, so one that nobody sees is not: until it comes near the window, its text stands
   * there as plain text of the same size.
   */
  protected firstUpdated() {
    this.acknowledged = this.value ?? '';
    const still = document.createElement('pre');
    still.className = 'harmony-editor__still';
    this.append(still);
    this.still = still;
    nearWindow.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    nearWindow.unobserve(this);
    this.send();
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.still) {
      nearWindow.observe(this);
    }
  }

  /** Makes the editor, if there is none yet. */
  open() {
    if (this.view || !this.still) {
      return;
    }
    nearWindow.unobserve(this);
    this.still.remove();
    this.still = undefined;
    this.view = new EditorView({
      parent: this,
      root: this.getRootNode() as Document, // found by itself it would be that of the slot the page stands in
      state: EditorState.create({
        doc: this.value ?? '',
        extensions: [
          history(),
          drawSelection(),
          bracketMatching(),
          indentUnit.of('  '),
          EditorState.tabSize.of(2),
          EditorView.lineWrapping,
          theme,
          syntaxHighlighting(highlighting),
          keymap.of([
            { key: 'Escape', run: () => this.leave('leave') },
            { key: 'Shift-Enter', run: () => this.leave('run-next') },
            { key: 'Mod-Enter', run: () => this.leave('run') },
            { key: 'Mod-s', run: () => this.send(), preventDefault: true },
            ...historyKeymap,
            ...defaultKeymap.filter((binding) => binding.key !== 'Escape'),
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && this.dirty) {
              this.schedule();
            }
          }),
          EditorView.domEventHandlers({ blur: () => void this.send() }),
          this.settings.of(this.configuration()),
        ],
      }),
    });
  }

  protected updated(changed: Map<string, unknown>) {
    if (!this.view) {
      this.acknowledged = this.value ?? '';
      if (this.still) {
        this.still.textContent = this.acknowledged || (this.hint ?? '');
      }
      return;
    }
    if (['language', 'label', 'hint', 'readonly'].some((name) => changed.has(name))) {
      this.view.dispatch({ effects: this.settings.reconfigure(this.configuration()) });
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
    const changes = textChange(this.text, text);
    if (changes) {
      this.view?.dispatch({
        changes,
        annotations: Transaction.addToHistory.of(false), // Ctrl Z takes back what was typed here, nothing else
      });
    }
  }

  focus() {
    this.open();
    this.view?.focus();
  }

  private get text() {
    return this.view?.state.doc.toString() ?? this.value ?? '';
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

  private configuration(): Extension {
    const language: Record<Language, Extension> = {
      markdown: markdown(),
      yaml: [yaml(), keymap.of([indentWithTab])],
      text: [],
    };
    return [
      language[this.language ?? 'text'],
      EditorState.readOnly.of(this.readonly ?? false),
      EditorView.contentAttributes.of({ 'aria-label': this.label ?? 'Text', spellcheck: String(this.language === 'markdown') }),
      this.hint ? placeholder(this.hint) : [],
    ];
  }
}

customElements.define('harmony-editor', HarmonyEditor);
