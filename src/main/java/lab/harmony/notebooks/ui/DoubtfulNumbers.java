package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.notebooks.citations.CitedNumber;

/// Below a text: which of the numbers it cites are not what their results are, and the button that
/// brings them up to date. Not there when all are.
final class DoubtfulNumbers extends Composite<Div> {
  private final Span words = new Span();
  private final Button update;
  private List<CitedNumber> shown = List.of();

  DoubtfulNumbers(Runnable update) {
    this.update = new Button("Update", _ -> update.run());
    getContent().addClassName("cell__doubtful");
    getContent().add(words, this.update);
    getContent().setVisible(false);
  }

  void show(List<CitedNumber> numbers) {
    var doubtful = numbers.stream().filter(CitedNumber::doubtful).toList();
    if (doubtful.equals(shown)) {
      return;
    }
    shown = doubtful;
    words.setText(
        doubtful.stream().map(CitedNumber::sentence).distinct().collect(Collectors.joining(" ")));
    var different =
        doubtful.stream().filter(number -> number.state() == CitedNumber.State.DIFFERS).count();
    update.setText(different == 1 ? "Update the number" : "Update %d numbers".formatted(different));
    update.setVisible(different > 0);
    getContent().setVisible(!doubtful.isEmpty());
  }
}
