package lab.harmony.notebooks.ui;

import java.util.List;
import lab.harmony.notebooks.citations.Citable;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.FindingStatus;
import lab.harmony.notebooks.spi.CellView.EarlierPlace;
import lab.harmony.notebooks.spi.ResultPlace;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.prose.PictureFinder;

/// What a cell asks of its page.
interface CellActions {

  /// Saves what was typed over `base`.
  Edit save(CellId cell, String base, String text);

  /// Finds the pictures that the text of a cell names.
  PictureFinder pictures(Cell cell);

  /// Where the results of a cell are shown.
  ResultPlace place(CellId cell);

  void forgetDraft(CellId cell);

  /// Where is shown what a cell had before.
  EarlierPlace earlier(CellId cell);

  /// The numbers that a text can cite.
  List<Citable> citable();

  /// Writes the numbers that a text cites as their results have them now.
  void updateNumbers(CellId cell);

  /// Opens what is said about a cell.
  void talk(CellId cell);

  void setStatus(CellId cell, FindingStatus status);

  /// Adds a cell below this one.
  void addBelow(CellId cell, CellKind kind, String source);
}
