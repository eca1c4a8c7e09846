package lab.harmony.training.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import java.util.Map;
import lab.harmony.design.Mono;
import lab.harmony.design.Percents;
import lab.harmony.design.RateWords;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.TrainingShelf.Row;
import lab.harmony.training.ui.words.TrainingWords;

/// One training in the list; it changes in place while the training runs.
final class TrainingRow extends Composite<ListItem> {

  private final Span state = new Span();
  private final Span rate = new Span();
  private final Span loss = new Span();
  private final Span model = new Span();
  private final Span trouble = new Span();
  private final Anchor link;

  TrainingRow(ModelName name) {
    state.addClassName("models__description");
    rate.addClassName("models__used");
    loss.addClassNames("models__size", "mono");
    model.addClassName("models__hash");
    trouble.addClassName("trainings__trouble");
    link =
        new Anchor("/trainings/" + name, new Mono(name.value()), state, rate, loss, model, trouble);
    link.addClassName("models__row");
    getContent().add(link);
  }

  /// @param waiting the places in the line of those that wait
  void update(Row row, Map<ModelName, Integer> waiting, boolean isShown) {
    int place = waiting.getOrDefault(row.name(), 0);
    state.setText(
        place == 0
            ? TrainingWords.progress(row.life(), row.steps())
            : "Waits, " + TrainingWords.place(place));
    rate.setText(
        row.latest()
            .flatMap(latest -> latest.success().estimate())
            .map(it -> "%s (%s)".formatted(Percents.whole(it.share()), RateWords.bounds(it)))
            .orElse(""));
    rate.setTitle(
        row.latest()
            .map(latest ->
                "Success rate of the fixed prompts at the latest evaluation: "
                    + latest.success().sentence())
            .orElse(""));
    loss.setText(
        row.loss().isPresent() ? String.format(Locale.ROOT, "%.4f", row.loss().getAsDouble()) : "");
    model.setText(row.model());
    var reason = row.life().reason();
    trouble.setText(reason);
    trouble.setVisible(!reason.isEmpty());
    if (isShown) {
      link.getElement().setAttribute("aria-current", "page");
    } else {
      link.getElement().removeAttribute("aria-current");
    }
    link.getElement().setAttribute("data-running", row.life().state().isActive());
  }
}
