import { CellToolbar, type Kind } from './shared/cell-toolbar';
import { CitedNumbers, type Known } from './shared/cited-numbers';
import { cellKey } from './shared/notebook-keys';
import { setAgain } from './shared/set-again';

const pauseBetweenTwoPresses = 800;
const longestWait = 5000;

/**
 * The cells of a notebook and their keys, as in Jupyter.
 *
 * A cell that has the focus itself is in command mode; when something inside it has the focus, that is edited.
 * What changes the notebook goes to the server as `notebook-command`, with the id of the cell it is about and, for `kind`, the
 * kind it shall have.
 */
class HarmonyNotebook extends HTMLElement {
  private deletePressed = 0;
  /** Until when keys are held back, because a new cell is about to take the caret. */
  private heldUntil = 0;
  private awaited: MutationObserver | undefined;
  private readonly toolbar = new CellToolbar((command, cell, value) => this.tell(command, cell, value));

  private readonly numbers = new CitedNumbers(this, (cell) => this.focusCell(cell, false));

  /** What is known of the numbers that texts cite, by address and text. */
  set cited(known: Known) {
    this.numbers.known = known;
  }

  set kinds(kinds: Kind[]) {
    this.toolbar.kinds = kinds;
  }

  connectedCallback() {
    setAgain<HarmonyNotebook>(this, 'cited', 'kinds');
    this.addEventListener('keydown', this.key);
    this.addEventListener('editor-command', this.leftEditor);
    this.addEventListener('dblclick', this.opened);
    this.addEventListener('focusin', this.entered);
    this.addEventListener('pointermove', this.pointed);
    this.addEventListener('pointerleave', this.away);
    this.numbers.connect();
  }

  disconnectedCallback() {
    this.awaited?.disconnect();
    this.removeEventListener('keydown', this.key);
    this.removeEventListener('editor-command', this.leftEditor);
    this.removeEventListener('dblclick', this.opened);
    this.removeEventListener('focusin', this.entered);
    this.removeEventListener('pointermove', this.pointed);
    this.removeEventListener('pointerleave', this.away);
    this.numbers.disconnect();
  }

  /** The screen was left: who comes back into the same cell tells it again. */
  left() {
    this.querySelectorAll<HTMLElement>('.cell[data-entered]').forEach((cell) => delete cell.dataset.entered);
  }

  /** Puts the focus on a cell, as soon as it is on the page; with `edit` into its text. */
  focusCell(id: string, edit: boolean) {
    this.awaited?.disconnect();
    requestAnimationFrame(() => {
      if (!this.reached(id, edit)) {
        this.awaited = new MutationObserver(() => {
          if (this.reached(id, edit)) {
            this.awaited?.disconnect();
          }
        });
        this.awaited.observe(this, { childList: true, subtree: true });
      }
    });
  }

  private reached(id: string, edit: boolean) {
    const cell = this.querySelector<HTMLElement>(`.cell[data-cell="${CSS.escape(id)}"]`);
    if (!cell) {
      return false;
    }
    if (edit) {
      this.edit(cell);
    } else {
      this.heldUntil = 0;
      cell.focus();
    }
    return true;
  }

  private readonly key = (event: KeyboardEvent) => {
    const cell = this.cellOf(event.target);
    if (!cell || event.defaultPrevented) {
      return;
    }
    this.equip(cell);
    if (event.target === cell && performance.now() < this.heldUntil) {
      event.preventDefault(); // meant for the new cell, not for the one that still has the focus
      return;
    }
    if (event.target !== cell) {
      if (event.key === 'Escape') {
        cell.focus();
      }
      return;
    }
    if (this.command(cell, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  private command(cell: HTMLElement, event: KeyboardEvent): boolean {
    const asked = cellKey(event);
    switch (asked?.does) {
      case 'tell':
        this.tell(asked.command, cell);
        if (asked.then === 'next') {
          this.move(cell, 1);
        }
        if (asked.command.startsWith('add-')) {
          this.heldUntil = performance.now() + longestWait;
        }
        break;
      case 'edit':
        this.edit(cell);
        break;
      case 'go':
        this.move(cell, asked.by);
        break;
      case 'press-delete':
        this.pressedDelete(cell);
        break;
    }
    return asked !== undefined;
  }

  private pressedDelete(cell: HTMLElement) {
    const now = performance.now();
    if (now - this.deletePressed < pauseBetweenTwoPresses) {
      this.deletePressed = 0;
      this.tell('delete', cell);
    } else {
      this.deletePressed = now;
    }
  }

  private readonly leftEditor = (event: Event) => {
    const cell = this.cellOf(event.target);
    if (!cell) {
      return;
    }
    const command = (event as CustomEvent<{ command: string }>).detail.command;
    if (command !== 'leave') {
      this.tell('run', cell);
    }
    this.tell('close', cell);
    if (command === 'run-next') {
      this.move(cell, 1);
    } else {
      cell.focus();
    }
  };

  private readonly opened = (event: Event) => {
    const cell = this.cellOf(event.target);
    if (cell && (event.target as HTMLElement).closest('.prose')) {
      this.edit(cell);
    }
  };

  private readonly entered = (event: Event) => {
    const cell = this.cellOf(event.target);
    this.equip(cell);
    if (cell && event.target !== cell) {
      this.heldUntil = 0;
    }
    if (cell && cell.dataset.entered === undefined) {
      this.querySelectorAll<HTMLElement>('.cell[data-entered]').forEach((other) => delete other.dataset.entered);
      cell.dataset.entered = '';
      this.tell('enter', cell);
    }
  };

  /** The pointer really moved; what scrolls past below it does not count. */
  private readonly pointed = (event: PointerEvent) => {
    if ((event.movementX !== 0 || event.movementY !== 0) && !this.toolbar.heldByKeyboard) {
      this.equip(this.cellOf(event.target));
    }
  };

  private readonly away = () => this.equip(this.querySelector<HTMLElement>('.cell:focus-within'));

  /** Gives one cell the tools: the one that the pointer or the keyboard was in last. */
  private equip(cell: HTMLElement | null) {
    if (cell) {
      this.toolbar.moveTo(cell);
    }
  }

  private edit(cell: HTMLElement) {
    const editor = cell.querySelector<HTMLElement & { updateComplete?: Promise<unknown> }>('harmony-editor');
    if (editor) {
      void Promise.resolve(editor.updateComplete).then(() => editor.focus());
    } else {
      this.tell('edit', cell);
    }
  }

  private move(cell: HTMLElement, step: number) {
    const cells = [...this.querySelectorAll<HTMLElement>('.cell')];
    const next = cells[cells.indexOf(cell) + step];
    (next ?? cell).focus();
  }

  private cellOf(target: EventTarget | null) {
    return target instanceof Element ? target.closest<HTMLElement>('.cell') : null;
  }

  private tell(command: string, cell: HTMLElement, value = '') {
    this.dispatchEvent(new CustomEvent('notebook-command', { detail: { command, cell: cell.dataset.cell, value } }));
  }
}

customElements.define('harmony-notebook', HarmonyNotebook);
