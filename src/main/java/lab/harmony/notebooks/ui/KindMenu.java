package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import java.util.List;
import java.util.function.Consumer;
import lab.harmony.notebooks.CellKind;

/// A menu of the kinds of cell.
final class KindMenu {
  static final List<CellKind> KINDS =
      List.of(
          CellKind.MARKDOWN,
          CellKind.RUN,
          CellKind.SCORES,
          CellKind.CHART,
          CellKind.GRID,
          CellKind.FINDING);

  static void on(Component target, Consumer<CellKind> chosen) {
    var menu = new ContextMenu(target);
    menu.setOpenOnClick(true);
    KINDS.forEach(kind -> menu.addItem(label(kind), _ -> chosen.accept(kind)));
  }

  static String label(CellKind kind) {
    return switch (kind) {
      case MARKDOWN -> "Text";
      case RUN -> "Run";
      case SCORES -> "Scores";
      case CHART -> "Chart";
      case GRID -> "Grid";
      case FINDING -> "Finding";
      case CODE -> "Code";
      case RAW -> "Raw";
    };
  }

  /// What a new cell of this kind begins with.
  static String starter(CellKind kind) {
    return switch (kind) {
      case MARKDOWN, FINDING, CODE, RAW -> "";
      case RUN ->
          "model: doodle-base\ntemplate: portrait\ncfg_scales: [7]\nseeds: [42]\nsampler: dpm++ 2m karras\nsteps: 20";
      case SCORES -> "source: machine\norder: weakest";
      case CHART -> "figure: heat-map\nscores: machine";
      case GRID -> "rows: archetype\ncolumns: emotion\nthird: cfg\nscores: machine";
    };
  }

  private KindMenu() {}
}
