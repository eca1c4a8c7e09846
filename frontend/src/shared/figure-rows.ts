interface Changeset {
  remove(rows: object[]): Changeset;
  insert(rows: object[]): Changeset;
}

interface View {
  data(name: string): object[];
  change(name: string, changes: never): unknown;
  runAsync(): Promise<unknown>;
}

/** What Vega-Lite calls the rows that stand in a figure. */
const rowsOfFigure = 'source_0';

/** Puts rows into a figure that is drawn, in the place of all from one on; false where that cannot be. */
export function putRows(view: View, changes: Changeset, from: number, rows: object[]) {
  try {
    const gone = view.data(rowsOfFigure).slice(from);
    view.change(rowsOfFigure, changes.remove(gone).insert(rows.map((row) => ({ ...row }))) as never);
    void view.runAsync();
    return true;
  } catch {
    return false; // its rows have another name
  }
}
