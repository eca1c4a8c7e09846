package lab.harmony.review.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Optional;
import lab.harmony.design.charts.IntervalBar;
import lab.harmony.review.FacePoints;
import lab.harmony.review.Scores;
import lab.harmony.review.SuccessRate;

/// The end of a review: the success rate with its interval, and what to do next.
final class ReviewSummary extends Composite<Div> {

  ReviewSummary(String experiment, Scores scores, CountedFaces faces, boolean othersHelped) {
    var current = scores.current(experiment);
    var images = scores.images(experiment);
    var marks = Scores.byImage(current);
    var here =
        images.stream()
            .flatMap(image -> Optional.ofNullable(marks.get(image.id())).stream())
            .toList();
    var counted = here.stream().filter(score -> !score.mark().intendedConflict()).toList();
    getContent().addClassName("review-summary");
    getContent().add(new H2(title(here.size(), images.size(), othersHelped)));
    var rate = SuccessRate.of(counted.stream().map(FacePoints::of).toList());
    rate.estimate()
        .ifPresent(estimate ->
            getContent()
                .add(
                    new IntervalBar(estimate)
                        .opening(
                            experiment + ", scored by people",
                            () -> faces.openScored(experiment, images, marks))));
    getContent()
        .add(
            new Paragraph("Success rate " + rate.sentence() + "."),
            new Paragraph(VerdictCounts.of(here).sentence()));
    scores
        .countedWithoutNotebook(experiment)
        .ifPresent(words -> getContent().add(new Paragraph(words)));
    scores
        .judge(experiment)
        .ifPresent(judge -> {
          var words =
              new Paragraph("The machine judge %s %s.".formatted(judge.judge(), judge.sentence()));
          words.addClassName("secondary");
          getContent().add(words);
        });
    getContent().add(next(experiment, othersHelped));
    getContent().add(new ScoredFaces(images, marks));
  }

  private static String title(int scored, int images, boolean othersHelped) {
    if (scored < images) {
      return "%d of %d faces are scored".formatted(scored, images);
    }
    return othersHelped
        ? "All %d faces are scored, some of them by others".formatted(images)
        : "All %d faces are scored".formatted(images);
  }

  private static Div next(String experiment, boolean othersHelped) {
    var notebook = new Anchor("/experiments/" + experiment, "Run what changed in the notebook");
    notebook.addClassName("review-summary__primary");
    var again =
        new Anchor("/" + ReviewLinks.of(experiment) + "?again=yes", "Look at my scores again");
    var results = new Anchor("/" + ReviewLinks.scores(experiment), "All scores, export and import");
    var links = new Div(notebook, again, results);
    if (othersHelped) {
      links.add(
          new Anchor(
              "/" + ReviewLinks.of(experiment) + "?opinion=second",
              "Give a second opinion on all of them"));
    }
    links.addClassName("review-summary__next");
    return links;
  }
}
