package lab.harmony.training.ui.epochs;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import lab.harmony.comparison.Comparisons;
import lab.harmony.comparison.ui.ComparisonPart;
import lab.harmony.design.live.LiveParts;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.ui.words.TrainingWords;
import org.jspecify.annotations.Nullable;

/// Whether epochs of a training are really better than one of them, or than the model alone.
public final class EpochAnswers extends Composite<Div> {

  private final ModelName training;
  private final Select<Evaluation> than = new Select<>();
  private final Div answers = new Div();
  private List<Evaluation> evaluations = List.of();
  private @Nullable Integer chosen;

  public EpochAnswers(ModelName training) {
    this.training = training;
    than.setLabel("Against");
    than.setItemLabelGenerator(EpochAnswers::name);
    than.addValueChangeListener(event -> {
      if (event.isFromClient() && event.getValue() != null) {
        chosen = event.getValue().epoch();
        find();
      }
    });
    answers.getElement().setAttribute("tabindex", "-1");
    getContent().addClassName("epochs-compared");
    getContent().add(new H3("Is an epoch really better?"), than, answers);
    setVisible(false);
    addAttachListener(_ -> find());
  }

  /// @param now what was drawn at the end of epochs and before the first
  public void update(List<Evaluation> now) {
    evaluations = now.stream().filter(Evaluation::isOfEpoch).toList();
    setVisible(evaluations.size() > 1);
    if (evaluations.size() > 1) {
      than.setItems(evaluations);
      than.setValue(baseline());
      find();
    }
  }

  private Evaluation baseline() {
    return evaluations.stream()
        .filter(one -> Objects.equals(chosen, one.epoch()))
        .findFirst()
        .orElseGet(evaluations::getFirst);
  }

  /// Counted away from the session: the needed pairs take a while.
  private void find() {
    var ui = getUI();
    if (ui.isEmpty() || evaluations.size() < 2) {
      return;
    }
    var asked = evaluations;
    var baseline = baseline();
    if (answers.getComponentCount() == 0) {
      answers.add(new Paragraph("Comparing …"));
    }
    answer(ui, asked, baseline);
  }

  private void answer(Optional<UI> ui, List<Evaluation> asked, Evaluation baseline) {
    LiveParts.answer(
        ui.orElseThrow(),
        () -> EpochArms.compared(training, asked, baseline),
        found -> {
          if (asked.equals(evaluations) && baseline.equals(baseline())) {
            show(found);
          }
        });
  }

  private void show(Comparisons found) {
    answers.removeAll();
    found.all().forEach(one -> answers.add(new ComparisonPart(one, H4::new)));
    answers.add(
        new Paragraph(
            "By the machine judge, on the fixed prompts.%s"
                .formatted(
                    found.all().size() > 1
                        ? " What p is among all counts that %d epochs are looked at together (Holm)."
                            .formatted(found.all().size())
                        : "")));
  }

  static String name(Evaluation one) {
    return one.epoch() == 0
        ? "the model alone"
        : TrainingWords.epoch(one.epoch()).toLowerCase(Locale.ROOT);
  }
}
