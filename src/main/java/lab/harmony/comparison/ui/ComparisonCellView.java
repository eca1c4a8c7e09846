package lab.harmony.comparison.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.comparison.cells.ComparisonReader;
import lab.harmony.comparison.cells.StoredComparison;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.spi.CellView;
import lab.harmony.notebooks.spi.ResultPlace;
import lab.harmony.prose.PictureFinder;
import lab.harmony.prose.ui.Prose;

/// Comparison cells show the pairs that they counted, and lead to the comparison as it is now.
@org.springframework.stereotype.Component
final class ComparisonCellView implements CellView {

  private final ComparisonReader reader;

  ComparisonCellView(ComparisonReader reader) {
    this.reader = reader;
  }

  @Override
  public CellKind kind() {
    return StoredComparison.KIND;
  }

  @Override
  public List<Component> results(Cell cell, ResultPlace place) {
    if (cell.outputs().stream().anyMatch(Output.Failure.class::isInstance)) {
      return List.of();
    }
    return reader
        .find(cell)
        .map(stored -> List.of(new Prose(stored.markdown(), PictureFinder.NONE), behind(stored)))
        .orElse(List.of());
  }

  private static Component behind(StoredComparison stored) {
    var actions = new Div();
    actions.addClassName("comparison__actions");
    var rows = new ArrayList<Component>();
    for (var answer : stored.answers()) {
      if (!answer.pairs().isEmpty()) {
        var opener =
            new PairsOpener(
                "%s of %s".formatted(PairsOpener.words(answer.pairs().size()), answer.arm()),
                () -> ShownPairs.of(stored, answer),
                _ -> {});
        actions.add(opener.button());
        rows.add(opener.rows());
      }
    }
    var question = stored.question();
    var now =
        new Anchor(
            "/"
                + CompareLinks.compare(
                    Stream.concat(question.others().stream(), Stream.of(question.baseline()))
                        .toList(),
                    question.baseline(),
                    question.by()),
            "Compare as it is now");
    actions.add(now);
    var all = new Div(actions);
    rows.forEach(all::add);
    return all;
  }
}
