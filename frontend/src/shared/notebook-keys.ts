/** What a key is about to do; a `KeyboardEvent` is one. */
export type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What a key asks of a cell: one of its commands, the way into its text, or the way to another cell. */
export type CellKey =
  | { does: 'tell'; command: string; then?: 'next' }
  | { does: 'edit' }
  | { does: 'go'; by: 1 | -1 }
  | { does: 'press-delete' };

const commands: Record<string, string> = {
  a: 'add-above',
  b: 'add-below',
  m: 'to-text',
  y: 'to-run',
  h: 'runs',
  c: 'cite',
  t: 'talk',
};

/** What a key asks of the cell that has the focus itself, as in Jupyter's command mode; nothing where it is not ours. */
export function cellKey(press: Press): CellKey | undefined {
  const { key } = press;
  const commanding = press.ctrlKey || press.metaKey;
  if (key === 'Enter') {
    return press.shiftKey ? { does: 'tell', command: 'run', then: 'next' } : commanding ? { does: 'tell', command: 'run' } : { does: 'edit' };
  }
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const down = key === 'ArrowDown';
    return press.ctrlKey && press.shiftKey ? { does: 'tell', command: down ? 'move-down' : 'move-up' } : { does: 'go', by: down ? 1 : -1 };
  }
  if (press.altKey) {
    return undefined;
  }
  const history = historyCommand(press);
  if (history) {
    return { does: 'tell', command: history };
  }
  return commanding ? undefined : letter(key.toLowerCase());
}

/** Z and Shift Z, as in Jupyter, and what other programs take for the same. */
function historyCommand(press: Press) {
  const key = press.key.toLowerCase();
  if (key === 'z') {
    return press.shiftKey ? 'redo' : 'undo';
  }
  return key === 'y' && (press.ctrlKey || press.metaKey) ? 'redo' : undefined;
}

function letter(key: string): CellKey | undefined {
  switch (key) {
    case 'j':
      return { does: 'go', by: 1 };
    case 'k':
      return { does: 'go', by: -1 };
    case 'd':
      return { does: 'press-delete' };
  }
  const command = commands[key];
  return command === undefined ? undefined : { does: 'tell', command };
}
