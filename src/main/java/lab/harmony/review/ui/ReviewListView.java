package lab.harmony.review.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.PageBar;
import lab.harmony.design.charts.IntervalBar;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.NamedLink;
import lab.harmony.design.lists.NarrowedList;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.review.ExperimentTitles;
import lab.harmony.review.FacePoints;
import lab.harmony.review.Scores;
import lab.harmony.review.SuccessRate;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.OpenExperiments;

/// The experiments with faces to score, and how far their review is.
@Route("review")
@PageTitle("Review · Harmony Lab")
@Menu(title = "Review", order = 20)
@Needs(Right.REVIEW)
final class ReviewListView extends Composite<Div> implements BeforeEnterObserver {

  private final Scores scores;
  private final ExperimentTitles titles;
  private final CountedFaces faces;
  private final NarrowedList<String> list;

  ReviewListView(
      Scores scores,
      OpenExperiments experiments,
      ExperimentTitles titles,
      CountedFaces faces,
      CurrentPerson person) {
    this.faces = faces;
    this.scores = scores;
    this.titles = titles;
    list =
        new NarrowedList<>(
            "experiment",
            "experiments",
            experiments.of(person.actor()),
            experiment -> titles.of(experiment) + " " + experiment,
            "reviews__list",
            this::rows,
            new EmptyState(
                "No faces to review yet",
                "Run an experiment; its faces wait here to be scored.",
                new Anchor("/", "Open the experiments")));
    getContent().addClassName("page");
    getContent().add(new PageBar("Review", list.narrowing()), list);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    list.read(event.getLocation());
  }

  private List<ListItem> rows(List<String> part) {
    var images = scores.images(part);
    var current = scores.current(part);
    return part.stream()
        .map(experiment ->
            row(
                experiment,
                images.getOrDefault(experiment, List.of()),
                Scores.byImage(current.getOrDefault(experiment, List.of()))))
        .toList();
  }

  private ListItem row(String experiment, List<RunImage> images, Map<ImageId, Score> people) {
    var scored =
        images.stream()
            .flatMap(image -> Optional.ofNullable(people.get(image.id())).stream())
            .toList();
    var counted = scored.stream().filter(score -> !score.mark().intendedConflict()).toList();
    var link =
        new NamedLink(
            "/" + ReviewLinks.of(experiment),
            titles.of(experiment),
            experiment,
            "reviews__experiment");
    var progress =
        new Span(
            "%s%d of %d faces scored"
                .formatted(
                    scored.size() == images.size() ? "✓ " : "", scored.size(), images.size()));
    progress.addClassName("secondary");
    var item = new ListItem(link, progress);
    item.addClassName("reviews__row");
    var rate = SuccessRate.of(counted.stream().map(FacePoints::of).toList());
    rate.estimate()
        .ifPresent(estimate ->
            item.add(
                new IntervalBar(estimate)
                    .opening(
                        titles.of(experiment) + ", scored by people",
                        () ->
                            faces.openScored(
                                titles.of(experiment), images, Scores.byImage(scored)))));
    return item;
  }
}
