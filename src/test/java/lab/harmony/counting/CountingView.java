package lab.harmony.counting;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.spi.CellView;
import lab.harmony.notebooks.spi.ResultPlace;

/// Shows what was counted with a mark for each.
@org.springframework.stereotype.Component
public final class CountingView implements CellView {

  @Override
  public CellKind kind() {
    return CountingCell.KIND;
  }

  @Override
  public List<Component> results(Cell cell, ResultPlace place) {
    return StoredCounting.find(cell)
        .<List<Component>>map(counting ->
            List.of(new Div("%s: %s".formatted(counting.words(), "▮".repeat(counting.counted())))))
        .orElse(List.of());
  }

  @Override
  public Optional<Earlier> earlier() {
    return Optional.of(place -> new Before(new Div("Counted before in " + place.cell())));
  }

  private record Before(Component component) implements EarlierPart {

    @Override
    public void refresh() {
      component.getElement().setText("Counted again");
    }
  }
}
