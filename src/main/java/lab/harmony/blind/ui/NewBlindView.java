package lab.harmony.blind.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.checkbox.CheckboxGroupVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.blind.BlindPlan;
import lab.harmony.blind.BlindSessions;
import lab.harmony.blind.session.BlindArm;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.StopWhen;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.design.Problem;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.Person;
import lab.harmony.people.Right;

/// Plans a session: what it costs and what it can show stands there before it is started.
@Route("blind/new")
@PageTitle("Plan a blind session · Harmony Lab")
@Needs(Right.COMPUTE)
final class NewBlindView extends Composite<Div> implements BeforeEnterObserver {

  /// So many arms of a link are looked up; more make no session.
  private static final int MOST_NAMED = 24;

  private final BlindSessions sessions;
  private final Actor who;
  private final TextField title = new TextField("Title");
  private final RadioButtonGroup<BlindForm> form = new RadioButtonGroup<>("What raters are asked");
  private final MultiSelectComboBox<BlindArm> arms = new MultiSelectComboBox<>("Arms");
  private final CheckboxGroup<Person> raters = new CheckboxGroup<>("Raters");
  private final TextArea guests = new TextArea("Guests");
  private final IntegerField ratings = new IntegerField("Raters for each");
  private final IntegerField repeats = new IntegerField("Shown twice, in %");
  private final IntegerField gold = new IntegerField("Gold pictures");
  private final RadioButtonGroup<StopWhen.Kind> stop = new RadioButtonGroup<>("To be closed");
  private final IntegerField enough = new IntegerField("Answers until the close");
  private final Div plan = new Div();
  private final Button start = new Button("Seal and start", _ -> start());
  private Map<BlindArm, Integer> pictures = new LinkedHashMap<>();
  private List<String> named = List.of();
  private long asked;

  NewBlindView(BlindSessions sessions, CurrentPerson person) {
    this.sessions = sessions;
    this.who = person.actor();
    title.setMaxLength(BlindSetup.LONGEST_TITLE);
    title.setHelperText("Raters read it: it must not say what is compared.");
    form.setItems(BlindForm.values());
    form.setItemLabelGenerator(BlindForm::words);
    form.setValue(BlindForm.PAIRS);
    arms.setHelperText(
        "What drew, in which experiment; or type a run, an experiment, or part of one, such as"
            + " baseline:cfg=7. Only what all of them have in the same words is rated.");
    arms.setAllowCustomValue(true);
    arms.addCustomValueSetListener(event -> add(event.getDetail()));
    arms.setItemLabelGenerator(
        arm -> "%s (%d pictures)".formatted(arm.label(), pictures.getOrDefault(arm, 0)));
    raters.addThemeVariants(CheckboxGroupVariant.LUMO_VERTICAL);
    raters.setItemLabelGenerator(this::label);
    var people = sessions.raters(who);
    raters.setItems(people);
    raters.setVisible(!people.isEmpty());
    guests.setHelperText(
        "Raters without an account, one name a line. Each gets a link that works once and opens"
            + " their sheet alone; you make the links when the session is open.");
    guests.addValueChangeListener(_ -> plan());
    ratings.setValue(2);
    ratings.setMin(1);
    ratings.setMax(10);
    ratings.setStepButtonsVisible(true);
    repeats.setValue(BlindSetup.LEAST_REPEATS);
    repeats.setMin(BlindSetup.LEAST_REPEATS);
    repeats.setMax(100);
    repeats.setHelperText("They show how steady a rater is; nobody is told which they are.");
    gold.setValue(0);
    gold.setMin(0);
    gold.setMax(BlindSetup.MOST_GOLD);
    gold.setStepButtonsVisible(true);
    gold.setHelperText(
        "Drawn by the lab so that it is known whether their parts agree. Each rater sees all of"
            + " them once among the others; they show how well somebody sees, and count for nothing"
            + " else. Of pairs and fours each has one face that agrees.");
    gold.addValueChangeListener(_ -> plan());
    stop.setItems(StopWhen.Kind.values());
    stop.setItemLabelGenerator(StopWhen.Kind::words);
    stop.setValue(StopWhen.Kind.COMPLETE);
    stop.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
    stop.setHelperText(
        "Sealed at the start: the close says for good whether it followed this or was early.");
    stop.addValueChangeListener(change -> {
      enough.setVisible(change.getValue().counts());
      plan();
    });
    enough.setMin(1);
    enough.setVisible(false);
    enough.addValueChangeListener(_ -> plan());
    form.addValueChangeListener(_ -> plan());
    arms.addValueChangeListener(_ -> plan());
    raters.addValueChangeListener(_ -> plan());
    ratings.addValueChangeListener(_ -> plan());
    repeats.addValueChangeListener(_ -> plan());
    start.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    plan.getElement().setAttribute("role", "status");
    var fields =
        new Div(
            title, form, arms, raters, guests, ratings, repeats, gold, stop, enough, plan, start);
    fields.addClassName("blind-page__form");
    var body = new PageBody("Plan", "blind-page", fields);
    getContent().addClassName("page");
    getContent()
        .add(
            new PageBar("Plan a blind session")
                .withActions(new Anchor(BlindLinks.LIST, "Blind sessions")),
            body);
    addAttachListener(attach -> LiveParts.answer(attach.getUI(), this::offered, this::offer));
    plan();
  }

  private String label(Person rater) {
    return sessions.seesArms(rater.id())
        ? "%s, %s: can open the runs, so is marked as not blind"
            .formatted(rater.name(), rater.role().word())
        : "%s, %s".formatted(rater.name(), rater.role().word());
  }

  /// Fills in the arms that the address names.
  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    var asked = event.getLocation().getQueryParameters().getParameters();
    named = asked.getOrDefault("arm", List.of()).stream().limit(MOST_NAMED).toList();
  }

  /// What there is to compare, what of it the address named, and what in that is wrong.
  private record Offered(
      Map<BlindArm, Integer> all, List<BlindSessions.ArmFound> named, List<String> problems) {}

  private Offered offered() {
    var found = new ArrayList<BlindSessions.ArmFound>();
    var problems = new ArrayList<String>();
    for (var arm : named) {
      try {
        found.add(sessions.arm(arm, who));
      } catch (BlindProblem problem) {
        problems.add(problem.words());
      }
    }
    return new Offered(sessions.arms(who), found, problems);
  }

  private void offer(Offered found) {
    pictures = new LinkedHashMap<>(found.all());
    found.named().forEach(one -> pictures.put(one.arm(), one.pictures()));
    arms.setItems(pictures.keySet());
    arms.setValue(
        found.named().stream()
            .map(BlindSessions.ArmFound::arm)
            .collect(Collectors.toCollection(LinkedHashSet::new)));
    complain(found.problems());
  }

  private void complain(List<String> problems) {
    arms.setErrorMessage(String.join(" ", problems));
    arms.setInvalid(!problems.isEmpty());
  }

  /// Adds an arm that somebody typed.
  private void add(String address) {
    getUI()
        .ifPresent(ui ->
            LiveParts.answer(
                ui,
                () -> typed(address.strip()),
                found -> {
                  found.arm().ifPresent(this::chosen);
                  complain(found.problem());
                }));
  }

  private record Typed(Optional<BlindSessions.ArmFound> arm, List<String> problem) {}

  private Typed typed(String address) {
    try {
      return new Typed(Optional.of(sessions.arm(address, who)), List.of());
    } catch (BlindProblem problem) {
      return new Typed(Optional.empty(), List.of(problem.words()));
    }
  }

  private void chosen(BlindSessions.ArmFound found) {
    var chosen = new LinkedHashSet<>(arms.getValue());
    chosen.add(found.arm());
    pictures.put(found.arm(), found.pictures());
    arms.setItems(pictures.keySet());
    arms.setValue(chosen);
  }

  private BlindSetup setup() {
    return new BlindSetup(
        title.getValue(),
        form.getValue(),
        List.copyOf(arms.getValue()),
        raters.getValue().stream().map(Person::id).toList(),
        guests.getValue().lines().toList(),
        Optional.ofNullable(ratings.getValue()).orElse(0),
        Optional.ofNullable(repeats.getValue()).orElse(0),
        Optional.ofNullable(gold.getValue()).orElse(0),
        new StopWhen(stop.getValue(), Optional.ofNullable(enough.getValue()).orElse(0)));
  }

  private sealed interface Planned {
    record Fits(BlindPlan plan) implements Planned {}

    record Refused(String words) implements Planned {}
  }

  private static Planned tried(Supplier<BlindPlan> plan) {
    try {
      return new Planned.Fits(plan.get());
    } catch (BlindProblem problem) {
      return new Planned.Refused(problem.words());
    }
  }

  private void plan() {
    var setup = setup();
    long asking = ++asked;
    if (setup.arms().isEmpty() || setup.raters().isEmpty() && setup.guests().isEmpty()) {
      say("Choose arms and raters: what the session costs and what it can show then stands here.");
      return;
    }
    getUI()
        .ifPresent(ui ->
            LiveParts.answer(
                ui,
                () -> tried(() -> sessions.plan(setup, who)),
                found -> {
                  if (asking == asked) {
                    show(found);
                  }
                }));
  }

  private void say(String words) {
    plan.removeAll();
    plan.add(new Paragraph(words));
  }

  private void show(Planned found) {
    switch (found) {
      case Planned.Refused(var words) -> say(words);
      case Planned.Fits(var fits) -> {
        say(
            "%d %s (%d faces of %d prompts), %d of them shown twice to a rater in all. The rater with most answers %d times: about %d minutes."
                .formatted(
                    fits.units(),
                    fits.form().units(),
                    fits.faces(),
                    fits.prompts(),
                    fits.repeats(),
                    fits.most(),
                    fits.minutes()));
        if (fits.shows().isPresent() || setup().arms().size() > 1) {
          plan.add(new Paragraph(fits.sentence()));
        }
        plan.add(new Paragraph(fits.stop()));
        if (fits.gold() > 0) {
          plan.add(new Paragraph(gold(fits)));
        }
        if (!fits.sizes().isEmpty()) {
          plan.add(new Paragraph(fits.sizes().getFirst()));
          var list = new UnorderedList();
          fits.sizes().stream().skip(1).forEach(words -> list.add(new ListItem(words)));
          plan.add(list);
        }
        fits.differences().forEach(words -> plan.add(new Paragraph(words)));
        fits.leftOut().sentences().forEach(words -> plan.add(new Paragraph(words)));
        if (fits.notBlind() > 0) {
          plan.add(
              new Paragraph(
                  "%d of the raters can open the runs. They are marked as not blind, and what counts is told without them."
                      .formatted(fits.notBlind())));
        }
      }
    }
  }

  private static String gold(BlindPlan fits) {
    return "%d gold %s are among these answers. They are drawn in the words, the size and the look of the session's pictures; beside those of the bundled models they are hard to tell, beside others a rater sees that they are something else, and they then show attention rather than a good eye."
        .formatted(fits.gold(), fits.form().compares() ? fits.form().units() : "pictures");
  }

  private void start() {
    var setup = setup();
    start.setEnabled(false);
    var ui = UI.getCurrent();
    LiveParts.answer(
        ui,
        () -> {
          try {
            var session = sessions.start(setup, who);
            return (Runnable) () -> ui.navigate(BlindLinks.session(session.id()).substring(1));
          } catch (BlindProblem problem) {
            return (Runnable) () -> refuse(problem.words());
          } catch (UncheckedIOException problem) {
            return (Runnable) () -> refuse(String.valueOf(problem.getMessage()));
          }
        },
        Runnable::run);
  }

  private void refuse(String words) {
    start.setEnabled(true);
    plan.removeAll();
    plan.add(new Problem("The session was not started", words));
  }
}
