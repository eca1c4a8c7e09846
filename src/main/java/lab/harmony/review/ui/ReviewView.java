package lab.harmony.review.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.PageBar;
import lab.harmony.design.ScreenKeys;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.Narrowing;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.images.OpenExperiments;
import lab.harmony.runs.store.RunQueue;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;

/// One face after the other, scored by keyboard; nothing that could bias is shown before a score is
/// given.
@Route("experiments/:experiment/review")
@Needs(Right.REVIEW)
final class ReviewView extends Composite<Div>
    implements BeforeEnterObserver, HasDynamicTitle, ScreenKeys {

  private final Scores scores;
  private final OpenExperiments experiments;
  private final RunQueue runs;
  private final CountedFaces counted;
  private final CurrentPerson person;
  private final Optional<FaceAct> act;
  private final Div body = new Div();
  private final Narrowing narrowing =
      new Narrowing("face", "faces", () -> show(false)).withoutSearch();
  private final FaceChoices faces = new FaceChoices(narrowing);
  private boolean everything;
  private String experiment = "";

  ReviewView(
      Scores scores,
      OpenExperiments experiments,
      RunQueue runs,
      CountedFaces counted,
      CurrentPerson person,
      ObjectProvider<FaceAct> act) {
    this.act = act.stream().findFirst();
    this.experiments = experiments;
    this.counted = counted;
    this.scores = scores;
    this.runs = runs;
    this.person = person;
    body.addClassNames("review", "page__fill");
    getContent().addClassName("page");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    experiment = event.getRouteParameters().get("experiment").orElse("");
    var parameters = event.getLocation().getQueryParameters();
    everything = parameters.getSingleParameter("opinion").filter("second"::equals).isPresent();
    boolean again = parameters.getSingleParameter("again").isPresent();
    if (experiments.isSealed(experiment, person.actor())) {
      getContent().removeAll();
      getContent().add(new PageBar("Review " + experiment), sealed());
      return;
    }
    faces.offer(scores.images(experiment));
    narrowing.read(event.getLocation());
    getContent().removeAll();
    getContent().add(bar(), body);
    show(again);
  }

  @Override
  public String getPageTitle() {
    return "Review %s · Harmony Lab".formatted(experiment);
  }

  @Override
  public List<Key> keys() {
    var keys = new ArrayList<>(ownKeys());
    act.filter(it -> it.isFor(person.actor()))
        .ifPresent(it -> keys.add(new Key(it.key(), it.does())));
    return keys;
  }

  private static List<Key> ownKeys() {
    return List.of(
        new Key("1", "Eyes ↔ mouth agree: yes, again no"),
        new Key("2", "Brows ↔ tension agree: yes, again no"),
        new Key("3", "The face as a whole is coherent: yes, again no"),
        new Key("0", "No to what is not answered"),
        new Key("c", "Intended conflict"),
        new Key("n", "Note; Enter or Esc leaves it"),
        new Key("Enter", "Save and next"),
        new Key("s", "Skip: the face stays open and comes again at the end"),
        new Key("→", "Next; saves what is answered"),
        new Key("←", "Back"),
        new Key("u", "Undo the last save"));
  }

  private PageBar bar() {
    var notebook = new Anchor("/experiments/" + experiment, "Notebook");
    var results = new Anchor("/" + ReviewLinks.scores(experiment), "Scores");
    return new PageBar("Review " + experiment, narrowing).withActions(notebook, results);
  }

  private static EmptyState sealed() {
    return new EmptyState(
        "You rate these faces blind",
        "They are in a blind session that you take part in. This review opens again for you when"
            + " that session is closed.",
        new Anchor("/blind", "Open the blind sessions"));
  }

  private void show(boolean again) {
    if (experiments.isSealed(experiment, person.actor())) {
      body.removeAll();
      body.add(sealed());
      return;
    }
    body.removeAll();
    var filter = faces.chosen();
    var queue = scores.queue(experiment, person.id(), everything);
    var shown = queue.shown(filter);
    narrowing.count(shown.faces().size(), queue.faces().size());
    if (queue.faces().isEmpty() && queue.leftOut() == 0) {
      body.add(
          new EmptyState(
              "No faces to review yet",
              "Run the notebook of this experiment; its faces appear here as soon as they are"
                  + " made.",
              new Anchor("/experiments/" + experiment, "Open the notebook")));
    } else if (queue.finished() && !again && filter.isNone()) {
      body.add(new ReviewSummary(experiment, scores, counted, queue.leftOut() > 0));
    } else if (shown.faces().isEmpty()) {
      body.add(narrowing.nothing());
    } else {
      var review = new FaceReview(shown, new Desk(), this::finished);
      act.filter(it -> it.isFor(person.actor()))
          .ifPresent(it -> {
            var who = person.actor();
            review.offering(it.key(), it.label(), face -> it.act(face, who));
          });
      body.add(review);
    }
  }

  /// All that was shown is scored: what is left of the experiment, or its summary.
  private void finished() {
    narrowing.clear();
  }

  /// Keeps what the browser reports, in this person's name.
  private final class Desk implements FaceReview.Keeper {

    @Override
    public Optional<String> keep(ImageId face, Mark mark) {
      var image = runs.image(face).filter(found -> found.experiment().equals(experiment));
      if (image.isEmpty()) {
        return Optional.of("This face is no longer there; reload the page.");
      }
      try {
        scores.record(image.get(), mark, person.actor());
        return Optional.empty();
      } catch (DataAccessException problem) {
        return Optional.of(
            "The score could not be kept, because the database did not answer. Save it again.");
      }
    }

    @Override
    public Optional<String> undo(ImageId face) {
      var image = runs.image(face).filter(found -> found.experiment().equals(experiment));
      try {
        return image.isPresent() && scores.undo(image.get(), person.actor())
            ? Optional.empty()
            : Optional.of("There was nothing to take back; reload the page.");
      } catch (DataAccessException problem) {
        return Optional.of("It could not be taken back, because the database did not answer.");
      }
    }
  }
}
