package lab.harmony.training.ui.epochs;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.comparison.Comparison;
import lab.harmony.comparison.Comparisons;
import lab.harmony.comparison.ui.ComparisonPart;
import lab.harmony.comparison.ui.OrderDialog;
import lab.harmony.design.Notice;
import lab.harmony.design.live.LiveParts;
import lab.harmony.models.ModelName;
import lab.harmony.people.Actor;
import lab.harmony.runs.RunId;
import lab.harmony.runs.ui.RunLinks;
import lab.harmony.training.EpochRuns;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.ui.words.TrainingWords;
import org.jspecify.annotations.Nullable;

/// Whether epochs of a training are really better than one of them, or than the model alone.
public final class EpochAnswers extends Composite<Div> {

  private final ModelName training;
  private final EpochOrders orders;
  private final Actor by;
  private final Select<Evaluation> than = new Select<>();
  private final Div answers = new Div();
  private List<Evaluation> evaluations = List.of();
  private EpochRuns.Found drawn = EpochRuns.Found.NOTHING;
  private @Nullable Integer chosen;

  /// Epochs of which somebody has opened the pairs.
  private final Set<Integer> opened = new HashSet<>();

  private @Nullable Shown shown;

  /// What the answers stand on.
  private record Shown(Comparisons found, EpochRuns.Found drawn) {}

  /// @param orders has pairs drawn that are missing
  /// @param by who looks
  public EpochAnswers(ModelName training, EpochOrders orders, Actor by) {
    this.training = training;
    this.orders = orders;
    this.by = by;
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
    LiveParts.followAway(
        this,
        orders.found(training),
        now -> {
          drawn = now;
          find();
        });
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
    answer(ui.get(), asked, baseline, drawn);
  }

  private void answer(UI ui, List<Evaluation> asked, Evaluation baseline, EpochRuns.Found besides) {
    LiveParts.answer(
        ui,
        () -> EpochArms.compared(training, asked, baseline, besides),
        found -> {
          if (asked.equals(evaluations) && baseline.equals(baseline()) && besides.equals(drawn)) {
            show(found, EpochArms.others(asked, baseline), baseline);
          }
        });
  }

  private void show(Comparisons found, List<Evaluation> others, Evaluation baseline) {
    var now = new Shown(found, drawn);
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    answers.removeAll();
    for (int at = 0; at < others.size(); at++) {
      answers.add(part(found.all().get(at), others.get(at), baseline));
    }
    int further =
        Stream.concat(Stream.of(baseline), others.stream())
            .mapToInt(one -> drawn.of(one.epoch()).faces().size())
            .sum();
    answers.add(
        new Paragraph(
            "By the machine judge, on the fixed prompts%s.%s"
                .formatted(
                    further == 0
                        ? ""
                        : ", and on %d faces that runs drew of them by other seeds"
                            .formatted(further),
                    found.all().size() > 1
                        ? " What p is among all counts that %d epochs are looked at together (Holm)."
                            .formatted(found.all().size())
                        : "")));
    drawn.notes().forEach(words -> answers.add(new Paragraph(words)));
  }

  private ComparisonPart part(Comparison one, Evaluation epoch, Evaluation baseline) {
    var part =
        new ComparisonPart(one, H4::new)
            .whenOpened(open -> {
              if (open) {
                opened.add(epoch.epoch());
              } else {
                opened.remove(epoch.epoch());
              }
            });
    part.showPairs(opened.contains(epoch.epoch()));
    var sides = List.of(drawn.of(epoch.epoch()), drawn.of(baseline.epoch()));
    int coming = sides.stream().mapToInt(EpochRuns.OfEpoch::coming).sum();
    if (coming > 0) {
      part.withActions(
          onTheirWay(coming, sides.stream().flatMap(side -> side.open().stream()).toList()));
    } else {
      one.missing()
          .ifPresent(pairs ->
              part.withActions(
                  new Button(
                      "Draw %d more pairs …".formatted(pairs),
                      _ -> order(one, epoch, baseline, pairs))));
    }
    return part;
  }

  private static Component onTheirWay(int faces, List<RunId> runs) {
    var words =
        new Span("%d more %s on the way: ".formatted(faces, faces == 1 ? "face is" : "faces are"));
    for (int at = 0; at < runs.size(); at++) {
      words.add(
          new Text(at == 0 ? "" : ", "),
          new Anchor("/" + RunLinks.run(runs.get(at)), runs.get(at).value()));
    }
    return words;
  }

  private void order(Comparison one, Evaluation epoch, Evaluation baseline, int pairs) {
    new OrderDialog(
            UI.getCurrent(),
            () -> OrderDialog.Planned.by(() -> orders.plan(training, one, epoch, baseline, pairs)),
            order -> orders.queue(order, by),
            (order, _) ->
                Notice.show(
                    "%d faces are queued. The comparison counts them as they are drawn."
                        .formatted(order.faces())))
        .open();
  }

  static String name(Evaluation one) {
    return one.epoch() == 0
        ? "the model alone"
        : TrainingWords.epoch(one.epoch()).toLowerCase(Locale.ROOT);
  }
}
