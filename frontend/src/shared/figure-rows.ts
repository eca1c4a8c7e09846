import { nothing } from './emptiness.js';

interface Changeset {
  remove(rows: object[]): Changeset;
  insert(rows: object[]): Changeset;
}

interface View {
  data(name: string): object[];
  change(name: string, changes: never): unknown;
  runAsync(encode?: string, before?: () => unknown): Promise<unknown>;
}

/** What Vega-Lite calls the rows that stand in a figure. */
const rowsOfFigure = 'source_0';

/**
 * Puts rows into a figure that is drawn, in the place of all from one on, so that it becomes `figure`; false where that cannot be, or
 * where it would show nothing any more.
 *
 * A view keeps one change until it runs, so each is made when its own run begins: what it replaces are the rows that those before it left.
 */
export function putRows(view: View, changeset: () => Changeset, from: number, rows: object[], figure: object) {
  try {
    view.data(rowsOfFigure);
    if (nothing(figure, view) !== undefined) {
      return false;
    }
  } catch {
    return false; // its rows have another name
  }
  const change = () => {
    const gone = view.data(rowsOfFigure).slice(from);
    view.change(rowsOfFigure, changeset().remove(gone).insert(rows.map((row) => ({ ...row }))) as never);
  };
  void view.runAsync(undefined, change);
  return true;
}
