package lab.harmony.blind.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Optional;
import lab.harmony.blind.Adjudications;
import lab.harmony.blind.rule.StopState;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.design.Notice;
import lab.harmony.design.Times;
import lab.harmony.people.Actor;
import lab.harmony.people.Person;

/// Where the raters of an open session disagree, by what was asked for, and who is asked there: it
/// tells no arm, and nothing that anybody said.
final class AdjudicationPart extends Composite<Div> {

  private final BlindSession session;
  private final Optional<StopState> stop;
  private final Adjudications adjudications;
  private final Actor who;
  private final Runnable changed;

  /// @param stop how it stands to the rule by which it is to be closed
  /// @param changed after rating was stopped
  AdjudicationPart(
      BlindSession session,
      Optional<Adjudications.Disputed> disputed,
      Optional<StopState> stop,
      Adjudications adjudications,
      Actor who,
      Runnable changed) {
    this.session = session;
    this.stop = stop;
    this.adjudications = adjudications;
    this.who = who;
    this.changed = changed;
    getContent().add(new H2("Where raters disagree"));
    session.adjudication().ifPresent(this::asked);
    disputed.ifPresent(this::open);
  }

  private void asked(BlindSession.Adjudication adjudication) {
    var seat = adjudication.seat();
    getContent()
        .add(
            new Paragraph(
                "Rating was stopped on %s. %s, who rated nothing of it, is asked where raters disagreed, and answered %d of %d. Close the session once that is enough: which picture is whose is told then."
                    .formatted(
                        Times.dayAndTime(adjudication.since()),
                        seat.person().name(),
                        seat.answered(),
                        seat.showings())));
    if (!seat.blindness().counts()) {
      getContent()
          .add(
              new Paragraph(
                  "Their account could open what tells the arms, so what they say counts for nothing."));
    }
  }

  private void open(Adjudications.Disputed disputed) {
    var units = session.form().units();
    if (disputed.count() == 0) {
      getContent()
          .add(
              new Paragraph(
                  "Of none of the %d %s so far: of each more than half of its raters say the same, or fewer than two said anything that counts."
                      .formatted(disputed.all(), units)));
      return;
    }
    getContent()
        .add(
            new Paragraph(
                "Of %d of the %d %s so far no more than half of the raters say the same."
                    .formatted(disputed.count(), disputed.all(), units)));
    var list = new UnorderedList();
    disputed.words().forEach(words -> list.add(new ListItem(words)));
    var details = new Details("By what was asked for", list);
    getContent().add(details);
    if (adjudications.mayBegin(session, who)) {
      var stop = new Button("Stop rating and ask somebody", _ -> ask(disputed));
      var row = new Div(stop);
      row.addClassName("blind-page__actions");
      getContent().add(row);
    }
  }

  private void ask(Adjudications.Disputed disputed) {
    var dialog = new Dialog("Ask somebody where raters disagree?");
    dialog.setWidth("min(34rem, 92vw)");
    var units = session.form().units();
    int open = session.showings() - session.answered();
    dialog.add(
        new Paragraph(
            "Raters rate no more from then on%s, and nobody's answers are taken out. Whoever you choose is shown exactly these %d %s, by the same sheet, without what tells an arm and without what raters said. What they say stands beside that, and changes none of its numbers. This cannot be undone."
                .formatted(
                    open == 0
                        ? ""
                        : " (%d of %d are not answered yet)".formatted(open, session.showings()),
                    disputed.count(),
                    units)));
    stop.flatMap(StopState::earlyOnceStopped).ifPresent(words -> dialog.add(new Paragraph(words)));
    var people = adjudications.askable(session, who);
    if (people.isEmpty()) {
      dialog.add(
          new Paragraph(
              "There is nobody to ask: it has to be somebody who may score, can open no runs and could open none since the session was opened, did not make it, rates nothing in it, and rates the same pictures in no other session that is open. An owner adds people on People."));
      dialog.getFooter().add(new Button("Let them rate on", _ -> dialog.close()));
      dialog.open();
      return;
    }
    var choice = new ComboBox<Person>("Who is asked");
    choice.setItems(people);
    choice.setItemLabelGenerator(Person::name);
    choice.setWidthFull();
    choice.setHelperText(
        "Somebody who rated nothing of it. Whoever could open runs since the session was opened is not blind, and cannot be chosen; whoever rates the same pictures in another session, only once that is closed.");
    dialog.add(choice);
    var stop =
        new Button(
            "Stop rating and ask",
            _ ->
                Optional.ofNullable(choice.getValue())
                    .ifPresentOrElse(
                        person -> begin(dialog, person, disputed),
                        () -> {
                          choice.setErrorMessage("Choose who is asked.");
                          choice.setInvalid(true);
                        }));
    stop.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    dialog.getFooter().add(new Button("Let them rate on", _ -> dialog.close()), stop);
    dialog.open();
  }

  private void begin(Dialog dialog, Person person, Adjudications.Disputed told) {
    dialog.close();
    try {
      adjudications.begin(session.id(), person.id(), told, who);
    } catch (BlindProblem problem) {
      Notice.problem(problem.words());
    }
    changed.run();
  }
}
