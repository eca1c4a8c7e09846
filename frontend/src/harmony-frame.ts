import { html, LitElement, nothing } from 'lit';
import { keepFocus } from './shared/kept-focus.js';
import { apply, choose, schemes, stored } from './shared/scheme.js';

interface Command {
  kind: string;
  name: string;
}

interface Key {
  keys: string;
  does: string;
}

const pause = 80;
const densityKey = 'harmony-density';
const mac = navigator.platform.startsWith('Mac');
const everywhere: Key[] = [
  { keys: mac ? '⌘ K' : 'Ctrl K', does: 'Go to a screen, an experiment, a run, or do something' },
  { keys: '/', does: 'Search this screen' },
  { keys: '?', does: 'Show these keys' },
  { keys: 'F8', does: 'Go to what the lab just said, to undo or close it' },
  { keys: 'Esc', does: 'Close the innermost thing' },
];

/**
 * What works on every screen: the command palette (Ctrl-K), the keys of the screen (`?`), its search (`/`), density, light or
 * dark, the way past the navigation and to notices (`F8`), and that the keyboard stays where it was.
 *
 * `palette-query` asks the server for `commands`, `palette-choose` tells which was chosen. Buttons with
 * `data-frame-action` anywhere on the page do the same as the keys.
 */
class HarmonyFrame extends LitElement {
  static properties = {
    commands: { attribute: false },
    keys: { attribute: false },
    query: { state: true },
    chosen: { state: true },
  };

  declare commands: Command[] | undefined;
  declare keys: Key[] | undefined;
  declare query: string;
  declare chosen: number;

  private timer = 0;
  private keptFocus = () => {};

  constructor() {
    super();
    this.query = '';
    this.chosen = 0;
  }

  protected createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    setDensity(localStorage.getItem(densityKey));
    document.addEventListener('harmony-scheme', sayScheme);
    apply();
    sayScheme();
    this.keptFocus = keepFocus();
    document.addEventListener('keydown', this.key);
    document.addEventListener('click', this.clicked);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.keptFocus();
    document.removeEventListener('keydown', this.key);
    document.removeEventListener('click', this.clicked);
    document.removeEventListener('harmony-scheme', sayScheme);
  }

  protected willUpdate(changed: Map<string, unknown>) {
    if (changed.has('commands')) {
      this.chosen = 0;
    }
  }

  protected render() {
    const commands = this.commands ?? [];
    return html`<dialog class="palette" aria-label="Go to" @click=${closeOnVeil}>
        <input
          class="palette__query"
          role="combobox"
          aria-label="Go to"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant=${commands.length > 0 ? `palette-${this.chosen}` : nothing}
          autocomplete="off"
          placeholder="Screen, experiment, run, action…"
          .value=${this.query}
          @input=${this.typed}
          @keydown=${this.paletteKey}
        />
        <ul id="palette-list" class="palette__list" role="listbox" aria-label="Found">
          ${commands.map(
            (command, index) => html`<li
              id=${`palette-${index}`}
              role="option"
              aria-selected=${index === this.chosen}
              @click=${() => this.choose(index)}
              @pointermove=${() => (this.chosen = index)}
            >
              <span class="palette__name">${command.name}</span><span class="palette__kind">${command.kind}</span>
            </li>`,
          )}
        </ul>
        ${commands.length === 0 && this.query ? html`<p class="palette__nothing" role="status">Nothing fits “${this.query}”</p>` : nothing}
      </dialog>
      <dialog class="key-help" aria-label="Keys of this screen" @click=${closeOnVeil}>
        <h2>Keys</h2>
        ${this.keyList('This screen', this.keys ?? [])} ${this.keyList('Everywhere', everywhere.filter(({ keys }) => keys !== '/' || searchField()))}
      </dialog>`;
  }

  private keyList(title: string, keys: Key[]) {
    return keys.length === 0
      ? nothing
      : html`<h3>${title}</h3>
          <dl>
            ${keys.map(({ keys: sequence, does }) => html`<div><dt>${sequence.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${does}</dd></div>`)}
          </dl>`;
  }

  private key = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      this.openPalette();
    } else if (event.key === 'F8') {
      const notice = [...document.querySelectorAll<HTMLElement>('harmony-notices .notice button')].at(0);
      if (notice) {
        event.preventDefault();
        notice.focus();
      }
    } else if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    } else if (event.key === '?') {
      event.preventDefault();
      this.showKeys();
    } else if (event.key === '/') {
      const field = searchField();
      if (field) {
        event.preventDefault();
        field.focus();
      }
    }
  };

  private clicked = (event: MouseEvent) => {
    const action = (event.target as Element).closest?.('[data-frame-action]')?.getAttribute('data-frame-action');
    if (action === 'palette') {
      this.openPalette();
    } else if (action === 'keys') {
      this.showKeys();
    } else if (action === 'density') {
      const next = document.documentElement.dataset['density'] === 'comfortable' ? null : 'comfortable';
      setDensity(next);
      next ? localStorage.setItem(densityKey, next) : localStorage.removeItem(densityKey);
    } else if (action === 'scheme') {
      choose(schemes[(schemes.indexOf(stored()) + 1) % schemes.length]!);
    } else if (action === 'skip') {
      event.preventDefault();
      const main = document.querySelector<HTMLElement>('[role="main"]:not([hidden])');
      if (main) {
        main.tabIndex = -1;
        main.focus();
      }
    }
  };

  private showKeys() {
    this.requestUpdate();
    this.dialog('.key-help').showModal();
  }

  private openPalette() {
    this.query = '';
    this.ask();
    const palette = this.dialog('.palette');
    if (!palette.open) {
      palette.showModal();
    }
    palette.querySelector('input')!.focus();
  }

  private typed = (event: InputEvent) => {
    this.query = (event.target as HTMLInputElement).value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), pause);
  };

  private ask() {
    this.dispatchEvent(new CustomEvent('palette-query', { detail: { query: this.query } }));
  }

  private paletteKey = (event: KeyboardEvent) => {
    const count = this.commands?.length ?? 0;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      this.chosen = count === 0 ? 0 : (this.chosen + by + count) % count;
      void this.updateComplete.then(() => this.querySelector(`#palette-${this.chosen}`)?.scrollIntoView({ block: 'nearest' }));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.choose(this.chosen);
    }
  };

  private choose(index: number) {
    const command = this.commands?.[index];
    if (command) {
      this.dialog('.palette').close();
      this.dispatchEvent(new CustomEvent('palette-choose', { detail: { index } }));
    }
  }

  private dialog(selector: string) {
    return this.querySelector<HTMLDialogElement>(selector)!;
  }
}

/** The search field of the screen; it takes the focus at once, so that what is typed next lands in it. */
function searchField() {
  return [...document.querySelectorAll<HTMLElement>('[role="main"] [data-frame-search]')].find((field) => field.checkVisibility());
}

function typing(event: KeyboardEvent) {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/.test(target.localName));
}

function closeOnVeil(event: MouseEvent) {
  if (event.target === event.currentTarget) {
    (event.currentTarget as HTMLDialogElement).close();
  }
}

function setDensity(density: string | null) {
  if (density === 'comfortable') {
    document.documentElement.dataset['density'] = density;
  } else {
    delete document.documentElement.dataset['density'];
  }
  sayState('density', density === 'comfortable' ? 'comfortable' : 'compact');
}

function sayScheme() {
  sayState('scheme', { system: 'as the system', light: 'light', dark: 'dark' }[stored()]);
}

/** What a button stands at, beside its name. */
function sayState(action: string, state: string) {
  document.querySelectorAll(`[data-frame-action="${action}"] > [data-frame-state]`).forEach((place) => (place.textContent = state));
}

customElements.define('harmony-frame', HarmonyFrame);
