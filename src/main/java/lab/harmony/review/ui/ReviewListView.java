package lab.harmony.review.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.EmptyState;
import lab.harmony.design.IntervalBar;
import lab.harmony.design.PageBar;
import lab.harmony.review.Scores;
import lab.harmony.review.SuccessRate;

/// The experiments with faces to score, and how far their review is.
@Route("review")
@PageTitle("Review · Harmony Lab")
@Menu(title = "Review", order = 20)
@PermitAll
final class ReviewListView extends Composite<Div> {

  ReviewListView(Scores scores, CurrentPerson person) {
    var body = new Div();
    body.addClassNames("reviews", "page__scroll");
    getContent().addClassName("page");
    getContent().add(new PageBar("Review"), body);
    var list = new UnorderedList();
    list.addClassName("reviews__list");
    for (var experiment : scores.experiments()) {
      list.add(row(experiment, scores.images(experiment).size(), scores, person.name()));
    }
    body.add(
        list.getChildren().findAny().isPresent()
            ? list
            : new EmptyState(
                "No faces to review yet",
                "Run an experiment; its faces wait here to be scored.",
                new Anchor("/", "Open the experiments")));
  }

  private static ListItem row(String experiment, int images, Scores scores, String person) {
    var people = Scores.byImage(scores.current(experiment));
    var current =
        scores.images(experiment).stream().filter(image -> people.containsKey(image.id())).toList();
    var counted =
        current.stream()
            .map(image -> people.get(image.id()))
            .filter(score -> score != null && !score.mark().intendedConflict())
            .toList();
    var link = new Anchor("/" + ReviewLinks.of(experiment), experiment);
    link.addClassName("reviews__experiment");
    boolean finished = scores.queue(experiment, person, false).finished();
    var progress =
        new Span(
            finished
                ? "✓ %d of %d faces scored".formatted(current.size(), images)
                : "%d of %d faces scored".formatted(current.size(), images));
    progress.addClassName("secondary");
    var item = new ListItem(link, progress);
    item.addClassName("reviews__row");
    var rate = rate(counted.stream().map(score -> score.mark().points()).toList());
    rate.interval()
        .ifPresent(interval ->
            item.add(
                new IntervalBar(
                    rate.rate().orElseThrow(), interval.lower(), interval.upper(), rate.images())));
    return item;
  }

  private static SuccessRate rate(List<Integer> points) {
    return new SuccessRate(points.stream().mapToInt(Integer::intValue).sum(), points.size());
  }
}
