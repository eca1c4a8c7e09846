package lab.harmony.review.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import jakarta.annotation.security.PermitAll;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.EmptyState;
import lab.harmony.design.PageBar;
import lab.harmony.review.ReviewFilter;
import lab.harmony.review.ScoreLayout;
import lab.harmony.review.Scores;

/// What has been said about the faces of an experiment; scores come in from files and go out as
/// files here.
@Route("experiments/:experiment/scores")
@PermitAll
final class ScoresView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

  private final Scores scores;
  private final CurrentPerson person;
  private final Div body = new Div();
  private String experiment = "";
  private ReviewFilter filter = ReviewFilter.NONE;

  ScoresView(Scores scores, CurrentPerson person) {
    this.scores = scores;
    this.person = person;
    body.addClassNames("scores", "page__scroll");
    body.getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", "Scores");
    getContent().addClassName("page");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    experiment = event.getRouteParameters().get("experiment").orElse("");
    getContent().removeAll();
    filter = FilterBar.of(event.getLocation());
    getContent().add(bar(new FilterBar(event.getLocation(), scores.images(experiment))), body);
    show();
  }

  @Override
  public String getPageTitle() {
    return "Scores of %s · Harmony Lab".formatted(experiment);
  }

  private PageBar bar(FilterBar filters) {
    var review = new Anchor("/" + ReviewLinks.of(experiment), "Review");
    var bring =
        new Button(
            "Import scores",
            _ -> new ImportDialog(experiment, scores, person.name(), this::show).open());
    var export = new Anchor(download(), "Export CSV");
    export.getElement().setAttribute("download", true);
    return new PageBar("Scores of " + experiment).withActions(filters, review, export, bring);
  }

  private DownloadHandler download() {
    return DownloadHandler.fromInputStream(_ -> {
      var csv = scores.exportCsv(experiment, ScoreLayout.COMPLETE).getBytes(StandardCharsets.UTF_8);
      return new DownloadResponse(
          new ByteArrayInputStream(csv), experiment + "-scores.csv", "text/csv", csv.length);
    });
  }

  private void show() {
    body.removeAll();
    var current = scores.current(experiment);
    var images = scores.images(experiment);
    if (current.isEmpty() && images.isEmpty()) {
      body.add(
          new EmptyState(
              "Nothing is scored yet",
              "Score the faces of this experiment one by one, or bring in a CSV file of scores.",
              new Anchor("/" + ReviewLinks.of(experiment), "Review")));
      return;
    }
    body.add(new Paragraph(VerdictCounts.of(current).sentence()));
    scores
        .judge(experiment)
        .ifPresent(judge -> {
          var words =
              new Paragraph(
                  "Hollow marks are by the machine judge %s, which %s. They show once a person has scored the face."
                      .formatted(judge.judge(), judge.sentence()));
          words.addClassName("secondary");
          body.add(words);
        });
    var marks = Scores.byImage(current);
    var shown =
        images.stream().filter(image -> filter.shows(image, marks.get(image.id()))).toList();
    if (!filter.isNone()) {
      var how = new Paragraph("%d of %d faces are shown.".formatted(shown.size(), images.size()));
      how.addClassName("secondary");
      body.add(how);
    }
    body.add(new ScoredFaces(shown, marks));
    var elsewhere = current.stream().filter(score -> score.face().image().isEmpty()).toList();
    if (!elsewhere.isEmpty()) {
      body.add(new ElsewhereTable(elsewhere));
    }
  }
}
