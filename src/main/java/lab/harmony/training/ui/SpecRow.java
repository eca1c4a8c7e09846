package lab.harmony.training.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import lab.harmony.design.Mono;
import lab.harmony.models.ModelName;
import lab.harmony.training.TrainingProcesses.SpecFile;

/// A spec in the list that nobody has trained here yet; it changes in place while it waits.
final class SpecRow extends Composite<ListItem> {

  private final SpecFile file;
  private final Span description = new Span();
  private final Button train;
  private final Button remove;

  /// @param start begins the training or puts it in line
  /// @param leave takes it out of the line
  SpecRow(SpecFile file, Runnable start, Runnable leave) {
    this.file = file;
    var name = file.spec().map(spec -> spec.name().value()).orElse(file.experiment());
    description.addClassName("models__description");
    train = new Button("Train", _ -> start.run());
    train.getElement().setAttribute("aria-label", "Train " + name);
    remove = new Button("Remove", _ -> leave.run());
    remove.getElement().setAttribute("aria-label", "Remove %s from the line".formatted(name));
    var row = new Div(new Mono(name), description, train, remove);
    row.addClassNames("models__row", "models__row--plain", "trainings__spec");
    getContent().add(row);
  }

  /// @param waiting the names of those that wait, the next first
  void update(List<ModelName> waiting) {
    int place = file.spec().map(spec -> waiting.indexOf(spec.name())).orElse(-1);
    var words =
        place >= 0
            ? "Waits, " + TrainingWords.place(place)
            : file.spec()
                .map(spec ->
                    "Not trained here yet: rank %d, learning rate %s, %d epochs on %s"
                        .formatted(
                            spec.settings().rank(),
                            TrainingWords.number(
                                Double.toString(spec.settings().learningRate().peak())),
                            spec.settings().epochs(),
                            spec.model()))
                .orElse(file.problem());
    description.setText(words);
    description.setTitle(words);
    train.setVisible(file.spec().isPresent() && place < 0);
    remove.setVisible(place >= 0);
  }
}
