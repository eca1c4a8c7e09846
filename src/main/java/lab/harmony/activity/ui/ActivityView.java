package lab.harmony.activity.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.page.PageVisibility;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.signals.Signal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.activity.Activity;
import lab.harmony.activity.ActivityFilter;
import lab.harmony.activity.ActivityKind;
import lab.harmony.activity.ActivityPage;
import lab.harmony.activity.ActivityProblem;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.design.Problem;
import lab.harmony.design.lists.Choice;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.Narrowing;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/// What happened in the lab or in one experiment, the newest first, and what of it is new to
/// whoever looks. What happens meanwhile waits behind a button, so that nothing moves under the
/// pointer.
@Route("activity")
@PageTitle("Activity · Harmony Lab")
@Menu(title = "Activity", order = 46)
@Needs(Right.OWN_ACCOUNT)
final class ActivityView extends Composite<Div> implements BeforeEnterObserver {

  /// More than fill a window.
  private static final int PART = 50;

  private final Activity activity;
  private final People everybody;
  private final Clock clock;
  private final Actor who;
  private Map<PersonId, String> people = Map.of();
  private Map<String, String> experiments = Map.of();
  private final Narrowing narrowing = new Narrowing("event", "events", this::show);
  private final Choice<ActivityKind> kind =
      narrowing
          .<ActivityKind>choice(
              "kind", "Kind", "Everything", ActivityKind::code, ActivityKind::words)
          .offer(List.of(ActivityKind.values()));
  private final Choice<PersonId> by =
      narrowing.choice("who", "Who", "Anybody", PersonId::value, this::called);
  private final Choice<String> experiment =
      narrowing.choice(
          "experiment", "Experiment", "The whole lab", Function.identity(), this::titled);
  private final Button news = new Button("", _ -> show());
  private final List<ActivityProblem> watched;
  private final Div problems = new Div();
  private final Div list = new Div();
  private final Div failure = new Div();
  private final Button older = new Button("Show older", _ -> showOlder());
  private final Button allSeen = new Button("Mark all as seen", _ -> seeAll());
  private ActivityLines lines;

  /// The part that stands first; empty while it is being read.
  private Optional<ActivityPage> first = Optional.empty();

  /// The part that stands last.
  private Optional<ActivityPage> last = Optional.empty();

  private Optional<ToBeSeen> toBeSeen = Optional.empty();

  /// What stands on the page, until when; of one experiment or of the lab.
  private record ToBeSeen(Optional<String> experiment, Instant until) {}

  /// Which of the lists that were asked for is wanted: what comes for another is too late.
  private int asked;

  ActivityView(
      Activity activity,
      LiveActivity live,
      People everybody,
      CurrentPerson person,
      Clock clock,
      ObjectProvider<ActivityProblem> watched) {
    this.watched = watched.orderedStream().toList();
    this.activity = activity;
    this.everybody = everybody;
    this.clock = clock;
    this.who = person.actor();
    lines = new ActivityLines(clock);
    narrowing.withoutSearch();
    news.addClassName("activity__news");
    news.setVisible(false);
    older.setVisible(false);
    allSeen.addThemeVariants(ButtonVariant.AURA_TERTIARY);
    allSeen.setVisible(false);
    var more = new Div(older, allSeen);
    more.addClassNames("activity__more", "long-list__more");
    var content = new PageBody("Activity", "activity", problems, news, list, failure, more);
    getContent().addClassName("page");
    getContent().add(new PageBar("Activity", narrowing), content);
    LiveParts.follow(this, live.times(), _ -> lookForNews());
  }

  @Override
  protected void onAttach(AttachEvent attach) {
    Signal.effect(
        this,
        () -> {
          if (attach.getUI().getPage().pageVisibilitySignal().get() != PageVisibility.HIDDEN) {
            noteSeen(attach.getUI());
          }
        });
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    experiments = activity.experiments(who);
    experiment.offer(List.copyOf(experiments.keySet()));
    experiment.setVisible(!experiments.isEmpty());
    people =
        experiments.isEmpty()
            ? Map.of()
            : everybody.all().stream().collect(Collectors.toMap(Person::id, Person::name));
    by.offer(
        people.keySet().stream()
            .sorted(Comparator.comparing(this::called).thenComparing(PersonId::value))
            .toList());
    by.setVisible(!people.isEmpty());
    narrowing.read(event.getLocation());
    ask(this::told, this::showProblems, () -> {});
    show();
  }

  /// Something that somebody is told, and what they can do about it.
  private record Told(ActivityProblem problem, ActivityProblem.Words words) {}

  private List<Told> told() {
    return watched.stream()
        .flatMap(one -> one.of(who).stream().map(words -> new Told(one, words)))
        .toList();
  }

  private void showProblems(List<Told> now) {
    problems.removeAll();
    now.forEach(one ->
        problems.add(
            new Problem(
                one.words().title(),
                one.words().text(),
                settling("Try again", one.problem()::again),
                settling("Forget them", one.problem()::forget))));
  }

  private Button settling(String words, Consumer<Actor> how) {
    var button =
        new Button(
            words,
            _ ->
                ask(
                    () -> {
                      how.accept(who);
                      return told();
                    },
                    this::showProblems,
                    () ->
                        tellFailure(
                            "That was not done",
                            () -> ask(this::told, this::showProblems, () -> {}))));
    button.setDisableOnClick(true);
    return button;
  }

  private String called(PersonId id) {
    return people.getOrDefault(id, id.value());
  }

  private String titled(String slug) {
    return experiments.getOrDefault(slug, slug);
  }

  private ActivityFilter filter() {
    return new ActivityFilter(kind.value(), by.value(), experiment.value());
  }

  /// Shows the newest of what is asked for now.
  private void show() {
    news.setVisible(false);
    older.setVisible(false);
    allSeen.setVisible(false);
    failure.removeAll();
    first = Optional.empty();
    last = Optional.empty();
    int wanted = ++asked;
    var filter = filter();
    ask(
        () -> activity.page(filter, PART, who),
        page -> {
          if (wanted == asked) {
            begin(page);
          }
        },
        () -> {
          if (wanted == asked) {
            list.removeAll();
            tellFailure("What happened could not be read", this::show);
          }
        });
  }

  private void begin(ActivityPage page) {
    lines = new ActivityLines(clock);
    list.removeAll();
    list.add(page.lines().isEmpty() ? nothing() : lines);
    first = Optional.of(page);
    add(page);
    allSeen.setVisible(page.filter().isWhole() && !page.reachesSeen());
    if (page.reachesSeen()) {
      seeAll();
    }
    lookForNews(); // of what happened since it was read
  }

  private void add(ActivityPage page) {
    failure.removeAll();
    lines.add(page);
    last = Optional.of(page);
    older.setVisible(page.more());
  }

  private void showOlder() {
    last.ifPresent(before ->
        ask(
            () -> activity.older(before, PART, who),
            page -> {
              if (isNow(last, before)) {
                add(page);
                if (allSeen.isVisible() && page.reachesSeen()) {
                  seeAll();
                }
              }
            },
            () -> {
              if (isNow(last, before)) {
                tellFailure("What happened before could not be read", this::showOlder);
              }
            }));
  }

  /// Something happened: says how much of it would stand here, and leaves what stands here.
  private void lookForNews() {
    first.ifPresent(shown -> {
      if (shown.lines().isEmpty()) {
        ask(
            () -> activity.page(shown.filter(), PART, who),
            page -> {
              if (isNow(first, shown) && !page.lines().isEmpty()) {
                begin(page);
              }
            },
            () -> {});
      } else {
        ask(
            () -> activity.since(shown, who),
            many -> {
              if (isNow(first, shown)) {
                tell(many);
              }
            },
            () -> {});
      }
    });
  }

  /// Whether a part is still the one of which something was asked.
  private static boolean isNow(Optional<ActivityPage> part, ActivityPage then) {
    return part.filter(then::equals).isPresent();
  }

  private void tell(int many) {
    news.setText("%s new: show".formatted(LiveActivity.counted(many)));
    news.setVisible(many > 0);
  }

  /// What stands here and all that is older was seen, once its page is on the screen.
  private void seeAll() {
    allSeen.setVisible(false);
    toBeSeen =
        first
            .filter(page -> page.filter().isWhole())
            .map(page -> new ToBeSeen(page.filter().experiment(), page.until()));
    getUI()
        .filter(ui -> ui.getPage().pageVisibilitySignal().peek() != PageVisibility.HIDDEN)
        .ifPresent(this::noteSeen);
  }

  private void noteSeen(UI ui) {
    toBeSeen.ifPresent(seen -> {
      toBeSeen = Optional.empty();
      LiveParts.answer(
          ui,
          () -> {
            activity.seen(seen.experiment(), seen.until(), who);
            return seen;
          },
          _ -> {});
    });
  }

  /// Finds out away from the page, which is there meanwhile.
  private static <T> void ask(Supplier<T> question, Consumer<T> show, Runnable failed) {
    LiveParts.answer(
        UI.getCurrent(),
        () -> {
          try {
            return Optional.of(question.get());
          } catch (RuntimeException e) {
            LoggerFactory.getLogger(ActivityView.class).error("Activity could not be read.", e);
            return Optional.<T>empty();
          }
        },
        found -> found.ifPresentOrElse(show, failed));
  }

  private void tellFailure(String title, Runnable again) {
    failure.removeAll();
    failure.add(
        new Problem(
            title,
            "The lab's log says why. Try again.",
            new Button(
                "Try again",
                _ -> {
                  failure.removeAll();
                  again.run();
                })));
  }

  private Component nothing() {
    return narrowing.isNone()
        ? new EmptyState(
            "Nothing has happened yet",
            "Experiments that are made and edited, runs and trainings that end, faces that are"
                + " scored, comments and reports will stand here, the newest first, as far as you"
                + " may look at them.")
        : narrowing.nothing();
  }
}
