/** A kind of cell: the word it is known by, and what people read. */
export type Kind = [word: string, label: string];

type Tell = (command: string, cell: HTMLElement, value?: string) => void;

interface Control {
  command: string;
  name: string;
  shape: string;
}

const controls: Control[] = [
  { command: 'run', name: 'Run this cell (Ctrl Enter)', shape: 'M4 2.5v11l9.5-5.5z' },
  { command: 'stop', name: 'Stop', shape: 'M3.5 3.5h9v9h-9z' },
  {
    command: 'runs',
    name: 'Runs of this cell, and the way back (H)',
    shape:
      'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zm0 1.6a4.9 4.9 0 1 1 0 9.8 4.9 4.9 0 0 1 0-9.8zM7.2 4.5h1.6v3.2l2.3 1.4-.8 1.3-3.1-1.9z',
  },
  {
    command: 'cite',
    name: 'Cite a number of it in a finding (C)',
    shape: 'M2 8c0-3 1.6-4.7 4.4-5.2l.3 1.5C5.3 4.7 4.6 5.5 4.5 7H7v5.5H2zM9 8c0-3 1.6-4.7 4.4-5.2l.3 1.5c-1.4.4-2.1 1.2-2.2 2.7H14v5.5H9z',
  },
  { command: 'talk', name: 'Comments (T)', shape: 'M2 2h12v9H8.6L5 14.4V11H2zM3.6 3.6v5.8h3v1.5l1.5-1.5h4.3V3.6z' },
  { command: 'move-up', name: 'Move up (Ctrl Shift ↑)', shape: 'M8 2 3 7.5h3.4V14h3.2V7.5H13z' },
  { command: 'move-down', name: 'Move down (Ctrl Shift ↓)', shape: 'M8 14l5-5.5H9.6V2H6.4v6.5H3z' },
  { command: 'delete', name: 'Delete (D D)', shape: 'M6 1.5h4V3h3.5v1.5h-11V3H6zM3.5 5.5h9l-.7 9H4.2z' },
];

/**
 * The controls of a notebook's cells: one set, which stands in the cell that a person works with. That is the one that the pointer
 * or the keyboard was in last.
 */
export class CellToolbar {
  private readonly element = document.createElement('div');
  private readonly kind = document.createElement('select');

  constructor(private readonly tell: Tell) {
    this.element.className = 'cell-toolbar';
    this.element.setAttribute('role', 'toolbar');
    this.element.setAttribute('aria-label', 'Cell');
    this.kind.className = 'cell-toolbar__kind';
    this.kind.title = 'Kind of the cell';
    this.kind.setAttribute('aria-label', 'Kind of the cell');
    this.kind.addEventListener('change', () => this.give('kind', this.kind.value));
    this.element.append(...controls.map((control) => this.button(control)));
    this.element.lastElementChild?.before(this.kind);
  }

  /** The kinds a cell can be changed to. */
  set kinds(kinds: Kind[]) {
    this.kind.replaceChildren(...kinds.map(([word, label]) => new Option(label, word)));
  }

  /** Stands in `cell` from now on. */
  moveTo(cell: HTMLElement) {
    const place = cell.querySelector('.cell__buttons');
    if (place && this.element.parentElement !== place) {
      const left = this.element.contains(document.activeElement) ? this.cell : null;
      place.append(this.element);
      left?.focus({ preventScroll: true });
    }
    this.kind.value = cell.dataset.kind ?? '';
  }

  /** Whether somebody works in it with the keyboard; it stays where it is then. */
  get heldByKeyboard() {
    return this.element.querySelector(':focus-visible') !== null;
  }

  private get cell() {
    return this.element.closest<HTMLElement>('.cell');
  }

  private button({ command, name, shape }: Control) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.command = command;
    button.title = name;
    button.setAttribute('aria-label', name);
    const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    icon.setAttribute('viewBox', '0 0 16 16');
    icon.setAttribute('aria-hidden', 'true');
    icon.append(document.createElementNS('http://www.w3.org/2000/svg', 'path'));
    icon.firstElementChild?.setAttribute('d', shape);
    button.append(icon);
    button.addEventListener('click', () => this.give(command));
    return button;
  }

  private give(command: string, value?: string) {
    const cell = this.cell;
    if (cell) {
      this.tell(command, cell, value);
    }
  }
}
