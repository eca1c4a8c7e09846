package lab.harmony.pins.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.design.Problem;
import lab.harmony.design.live.LiveParts;
import lab.harmony.pins.LeastPoints;
import lab.harmony.pins.Pin;
import lab.harmony.pins.PinJudge;
import lab.harmony.pins.PinWish;

/// What a pin asks for, to be changed: points, runs, how it is drawn, why. Another judge makes a
/// pin of its own beside it.
final class PinDialog extends Dialog {

  private final Pin pin;
  private final Choices choices;
  private final RadioButtonGroup<PinJudge> judge = new RadioButtonGroup<>("Judged by");
  private final RadioButtonGroup<LeastPoints> least = new RadioButtonGroup<>("It must keep");
  private final TextField experiment = new TextField("Only runs of the experiment");
  private final Checkbox same = new Checkbox("Only where it is drawn in the same way");
  private final TextArea reason = new TextArea("Why it must not break");
  private final Div problem = new Div();
  private final Button go = new Button("Change it");
  private final Function<PinWish, Optional<String>> keep;

  /// What can be chosen.
  ///
  /// @param usual what is asked of the face by each judge that could be chosen
  /// @param settings how the pinned picture was drawn, if that is known
  record Choices(List<PinWish> usual, Optional<String> settings) {}

  /// @param keep answers, away from the session, why it was not kept
  PinDialog(Pin pin, Choices choices, Function<PinWish, Optional<String>> keep) {
    this.pin = pin;
    this.choices = choices;
    this.keep = keep;
    setHeaderTitle(pin.title());
    setWidth("30rem");
    var judges = new ArrayList<PinJudge>();
    Stream.concat(Stream.of(pin.wish().judge()), choices.usual().stream().map(wish -> wish.judge()))
        .distinct()
        .forEach(judges::add);
    judge.setItems(judges);
    judge.setItemLabelGenerator(PinJudge::words);
    judge.setValue(pin.wish().judge());
    judge.setHelperText(
        "Another judge makes a second pin beside this one. Trainings are held only against pins that"
            + " a machine judges, for people score none of their pictures.");
    judge.addValueChangeListener(_ -> judged());
    least.setItems(LeastPoints.HARMONIOUS, new LeastPoints(2), new LeastPoints(1));
    least.setItemLabelGenerator(LeastPoints::words);
    least.setValue(pin.wish().least());
    experiment.setValue(pin.wish().experiment().orElse(""));
    experiment.setHelperText("Empty for all of the lab");
    experiment.setMaxLength(200);
    experiment.setWidthFull();
    same.setValue(pin.wish().settings().isPresent());
    pin.wish().settings().or(choices::settings).ifPresent(same::setHelperText);
    reason.setValue(pin.wish().reason());
    reason.setMaxLength(PinWish.LONGEST_REASON);
    reason.setWidthFull();
    problem.getElement().setAttribute("role", "status");
    var form = new Div(judge, least, experiment, same, reason, problem);
    form.addClassName("pins__form");
    add(form);
    go.addClickListener(_ -> keep());
    go.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Leave it", _ -> close()), go);
  }

  /// Another judge asks for the points that it gave.
  private void judged() {
    var mine = pin.wish().judge().equals(judge.getValue());
    go.setText(mine ? "Change it" : "Pin it as well");
    choices.usual().stream()
        .filter(wish -> !mine && wish.judge().equals(judge.getValue()))
        .findFirst()
        .ifPresent(wish -> least.setValue(wish.least()));
    if (mine) {
      least.setValue(pin.wish().least());
    }
  }

  private void keep() {
    problem.removeAll();
    PinWish wish;
    try {
      wish = wish();
    } catch (IllegalArgumentException tooLong) {
      say(String.valueOf(tooLong.getMessage()));
      return;
    }
    go.setEnabled(false);
    LiveParts.answer(
        UI.getCurrent(),
        () -> keep.apply(wish),
        why -> {
          go.setEnabled(true);
          why.ifPresentOrElse(this::say, this::close);
        });
  }

  private PinWish wish() {
    var name = experiment.getValue().strip();
    return new PinWish(
        name.isEmpty() ? Optional.empty() : Optional.of(name),
        judge.getValue(),
        least.getValue(),
        same.getValue() ? pin.wish().settings().or(choices::settings) : Optional.empty(),
        reason.getValue());
  }

  private void say(String words) {
    problem.add(new Problem("Nothing was changed", words));
  }
}
