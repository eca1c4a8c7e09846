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

/// The numbers of a notebook's texts that are bound to results, and those that can be; found again
/// only when a text, a result or its staleness is another.
final class Citing {
  private final CellHandlers handlers;
  private @Nullable Found found;
  private Map<CellId, List<CitedNumber>> numbers = Map.of();

  Citing(CellHandlers handlers) {
    this.handlers = handlers;
  }

  /// What a notebook was found to have; what can be cited is found when somebody asks.
  private static final class Found {
    private final Notebook notebook;
    private final Set<CellId> stale;
    private final Citations citations;
    private @Nullable List<Citable> citable;

    Found(Notebook notebook, Set<CellId> stale, Citations citations) {
      this.notebook = notebook;
      this.stale = stale;
      this.citations = citations;
    }

    List<Citable> citable() {
      var all = citable;
      if (all == null) {
        all = citations.citable(stale);
        citable = all;
      }
      return all;
    }
  }

  /// What has become of every number, by the cell it stands in; of a notebook that cannot be read,
  /// what was known before.
  Map<CellId, List<CitedNumber>> of(NotebookStanding standing) {
    find(standing);
    return numbers;
  }

  /// The text of a cell with its numbers as the results have them now.
  Optional<String> updated(NotebookStanding standing, CellId cell) {
    return find(standing)
        .flatMap(it -> it.notebook.find(cell).map(text -> it.citations.updated(text.source())));
  }

  /// What the texts of a notebook can cite.
  List<Citable> citable(NotebookStanding standing) {
    return find(standing).map(Found::citable).orElse(List.of());
  }

  private Optional<Found> find(NotebookStanding standing) {
    if (!(standing.opened() instanceof OpenedNotebook.Readable(var notebook))) {
      return Optional.empty();
    }
    var stale = standing.stale();
    var before = found;
    if (before != null && before.notebook == notebook && before.stale.equals(stale)) {
      return Optional.of(before);
    }
    var citations =
        before != null && before.notebook == notebook
            ? before.citations
            : new Citations(notebook, handlers);
    var now = new Found(notebook, stale, citations);
    found = now;
    numbers = citations.all(stale);
    return Optional.of(now);
  }

  /// Asks which number of a result goes into which finding; none is a new one.
  void ask(NotebookStanding standing, CellId cell, BiConsumer<Offer, Optional<CellId>> chosen) {
    find(standing)
        .ifPresent(it -> {
          var offers = it.notebook.find(cell).map(it.citations::offers).orElse(List.of());
          if (offers.isEmpty()) {
            Notice.show("This cell has no result with numbers yet. Run it first.");
          } else {
            new CiteDialog(offers, it.stale.contains(cell), it.notebook.cells(), chosen::accept)
                .open();
          }
        });
  }

  /// A text with a number of a result below it.
  static String with(String text, Offer offer) {
    return text.isBlank() ? offer.markdown() : text.stripTrailing() + "\n\n" + offer.markdown();
  }
}
