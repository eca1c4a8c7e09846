package lab.harmony.notebooks.ui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.harmony.notebooks.cells.CellHandler;
import lab.harmony.notebooks.cells.CellHandlers;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.spi.CellView;
import org.springframework.stereotype.Component;

/// The kinds of cell as the page knows them: what the lab does with each, and how it looks.
@Component
class KindsOnPage {
  private final CellHandlers handlers;
  private final Map<CellKind, CellView> views;

  KindsOnPage(CellHandlers handlers, List<CellView> views) {
    this.handlers = handlers;
    this.views = views.stream().collect(Collectors.toMap(CellView::kind, Function.identity()));
  }

  CellHandlers handlers() {
    return handlers;
  }

  CellHandler of(Cell cell) {
    return handlers.of(cell);
  }

  /// The kinds that a person can add.
  List<CellHandler> offered() {
    return handlers.offered();
  }

  /// How the results of a kind look; empty where what its handler renders is shown.
  Optional<CellView> view(CellHandler handler) {
    return Optional.ofNullable(views.get(handler.kind()));
  }

  Optional<CellKind> byWord(String word) {
    return handlers.byWord(word);
  }

  String starter(CellKind kind) {
    return handlers.of(kind).starter();
  }
}
