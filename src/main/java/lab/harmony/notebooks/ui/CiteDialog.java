package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import lab.harmony.notebooks.cells.OutlineWords;
import lab.harmony.notebooks.citations.Offer;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;

/// Chooses a number of a result and the finding into which it goes, bound to the result.
final class CiteDialog extends Composite<Dialog> {
  private static final int LONGEST_NAME = 60;

  /// A finding, or a new one.
  private record Target(Optional<CellId> finding, String name) {}

  /// @param stale whether the result is not that of what the notebook says now
  /// @param insert takes the words and the finding, which is empty for a new one
  CiteDialog(
      List<Offer> offers,
      boolean stale,
      List<Cell> cells,
      BiConsumer<Offer, Optional<CellId>> insert) {
    var number = new ComboBox<Offer>("Number");
    number.setItems(offers);
    number.setItemLabelGenerator(Offer::label);
    number.setWidthFull();
    number.setValue(offers.getFirst());
    number.setAutofocus(true);
    if (stale) {
      number.setHelperText(
          "◐ This result is stale: the finding will say so until the cell is run again.");
    }
    var targets = new ArrayList<Target>();
    cells.stream()
        .filter(cell -> cell.kind().equals(CellKind.FINDING))
        .forEach(cell -> targets.add(new Target(Optional.of(cell.id()), name(cell))));
    targets.add(new Target(Optional.empty(), "A new finding below"));
    var into = new Select<Target>();
    into.setLabel("Into");
    into.setItems(targets);
    into.setItemLabelGenerator(Target::name);
    into.setValue(targets.getFirst());
    into.setWidthFull();
    var markdown = new Code(offers.getFirst().markdown());
    markdown.addClassName("cite-dialog__markdown");
    number.addValueChangeListener(change -> {
      if (change.getValue() != null) {
        markdown.setText(change.getValue().markdown());
      }
    });
    var put =
        new Button(
            "Insert",
            _ -> {
              if (number.getValue() != null) {
                getContent().close();
                insert.accept(number.getValue(), into.getValue().finding());
              }
            });
    put.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    put.addClickShortcut(Key.ENTER);
    getContent().setHeaderTitle("Cite in a finding");
    getContent().setWidth("min(34rem, 92vw)");
    getContent()
        .add(
            number,
            into,
            new Paragraph(
                "The number stays bound to the result: the finding says when it is stale or"
                    + " another."),
            markdown);
    getContent().getFooter().add(new Button("Cancel", _ -> getContent().close()), put);
  }

  void open() {
    getContent().open();
  }

  private static String name(Cell cell) {
    var words = OutlineWords.firstLine(cell.source());
    var line = words.isEmpty() ? "Empty" : words;
    return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME - 1) + "…";
  }
}
