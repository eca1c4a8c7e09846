package lab.harmony.notebooks.ui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import lab.harmony.design.Notice;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.citations.Citable;
import lab.harmony.notebooks.citations.Citations;
import lab.harmony.notebooks.citations.CitedNumber;
import lab.harmony.notebooks.citations.Offer;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.execution.NotebookStanding;
import lab.harmony.notebooks.store.OpenedNotebook;
import org.jspecify.annotations.Nullable;

/// The numbers of a notebook's texts that are bound to results.
final class Citing {
  private final CellHandlers handlers;
  private @Nullable Notebook known;
  private Set<CellId> knownStale = Set.of();
  private Map<CellId, List<CitedNumber>> numbers = Map.of();

  Citing(CellHandlers handlers) {
    this.handlers = handlers;
  }

  /// What has become of every number, by the cell it stands in; looked up again only when a text, a
  /// result or its staleness is another.
  Map<CellId, List<CitedNumber>> of(NotebookStanding standing) {
    if (!(standing.opened() instanceof OpenedNotebook.Readable(var notebook))) {
      return numbers;
    }
    var stale = standing.stale();
    if (notebook != known || !stale.equals(knownStale)) {
      known = notebook;
      knownStale = stale;
      numbers = new Citations(notebook, handlers).all(stale);
    }
    return numbers;
  }

  /// The text of a cell with its numbers as the results have them now.
  Optional<String> updated(NotebookStanding standing, CellId cell) {
    return standing.opened() instanceof OpenedNotebook.Readable(var notebook)
        ? notebook
            .find(cell)
            .map(found -> new Citations(notebook, handlers).updated(found.source()))
        : Optional.empty();
  }

  /// What the texts of a notebook can cite.
  List<Citable> citable(NotebookStanding standing) {
    return standing.opened() instanceof OpenedNotebook.Readable(var notebook)
        ? new Citations(notebook, handlers).citable()
        : List.of();
  }

  /// Asks which number of a result goes into which finding; none is a new one.
  void ask(NotebookStanding standing, CellId cell, BiConsumer<Offer, Optional<CellId>> chosen) {
    if (!(standing.opened() instanceof OpenedNotebook.Readable(var notebook))) {
      return;
    }
    var offers =
        notebook.find(cell).map(new Citations(notebook, handlers)::offers).orElse(List.of());
    if (offers.isEmpty()) {
      Notice.show("This cell has no result with numbers yet. Run it first.");
    } else {
      new CiteDialog(offers, notebook.cells(), chosen::accept).open();
    }
  }

  /// A text with a number of a result below it.
  static String with(String text, Offer offer) {
    return text.isBlank() ? offer.markdown() : text.stripTrailing() + "\n\n" + offer.markdown();
  }
}
