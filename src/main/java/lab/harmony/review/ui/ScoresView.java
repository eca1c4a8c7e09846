package lab.harmony.review.ui;

import static java.util.stream.Collectors.toMap;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.design.lists.Choice;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.Narrowing;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.review.JudgeAgreement;
import lab.harmony.review.ScoreFilter;
import lab.harmony.review.ScoreFilter.Outcome;
import lab.harmony.review.Scores;
import lab.harmony.review.files.ScoreLayout;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.store.RunQueue;

/// What has been said about the faces of an experiment; scores come in from files and go out as
/// files here.
@Route("experiments/:experiment/scores")
@Needs(Right.LOOK)
final class ScoresView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

  private final Scores scores;
  private final CurrentPerson person;
  private final RunQueue runs;
  private final PageBody body = new PageBody("Scores", "scores");
  private final Narrowing narrowing = new Narrowing("face", "faces", this::show);
  private final FaceChoices faces = new FaceChoices(narrowing);
  private final Choice<Outcome> outcome =
      narrowing
          .choice("verdict", "Which verdict", "Every verdict", Outcome::word, Outcome::label)
          .offer(List.of(Outcome.values()));
  private final Choice<String> by =
      narrowing.choice("by", "By whom", "By anybody", Function.identity(), this::called);
  private Map<String, String> names = Map.of();
  private String experiment = "";

  ScoresView(Scores scores, RunQueue runs, CurrentPerson person) {
    this.scores = scores;
    this.runs = runs;
    this.person = person;
    getContent().addClassName("page");
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    experiment = event.getRouteParameters().get("experiment").orElse("");
    faces.offer(scores.images(experiment));
    var raters = scores.current(experiment).stream().map(Score::scoredBy).distinct().toList();
    names = raters.stream().collect(toMap(one -> one.id().value(), one -> name(one, raters)));
    by.offer(
        Stream.concat(
                names.keySet().stream(),
                scores.judge(experiment).stream().map(JudgeAgreement::judge))
            .sorted(Comparator.comparing(this::called))
            .toList());
    narrowing.read(byId(event.getLocation()));
    getContent().removeAll();
    getContent().add(bar(), body);
    show();
  }

  @Override
  public String getPageTitle() {
    return "Scores of %s · Harmony Lab".formatted(experiment);
  }

  /// An address that says a person's name, as a link of before does, with their id.
  private Location byId(Location asked) {
    var parameters = asked.getQueryParameters();
    return parameters
        .getSingleParameter("by")
        .filter(rater -> !names.containsKey(rater))
        .flatMap(
            name -> names.keySet().stream().filter(rater -> called(rater).equals(name)).findFirst())
        .map(rater -> new Location(asked.getPath(), parameters.merging("by", rater)))
        .orElse(asked);
  }

  private String called(String rater) {
    return names.getOrDefault(rater, rater);
  }

  /// A name that others have too goes with the beginning of the id.
  private static String name(NamedPerson person, List<NamedPerson> all) {
    long namesakes = all.stream().filter(one -> one.name().equals(person.name())).count();
    return namesakes == 1
        ? person.name()
        : "%s (%s)".formatted(person.name(), person.id().value().substring(0, 4));
  }

  private PageBar bar() {
    var review = new Anchor("/" + ReviewLinks.of(experiment), "Review");
    var bring =
        new Button(
            "Import scores",
            _ -> new ImportDialog(experiment, scores, person.actor(), this::show).open());
    var export = new Anchor(download(), "Export CSV");
    export.getElement().setAttribute("download", true);
    return new PageBar("Scores of " + experiment, narrowing, other())
        .withActions(review, export, bring);
  }

  /// Leads to the same faces of another experiment.
  private Select<String> other() {
    var select = new Select<String>();
    select.setAriaLabel("Experiment");
    select.addClassName("narrowing__choice");
    select.setItems(
        Stream.concat(Stream.of(experiment), runs.experimentsWithPictures().stream())
            .distinct()
            .sorted()
            .toList());
    select.setValue(experiment);
    select.addValueChangeListener(event ->
        UI.getCurrent().navigate(ReviewLinks.scores(event.getValue()), narrowing.parameters()));
    return select;
  }

  private DownloadHandler download() {
    return DownloadHandler.fromInputStream(_ -> {
      var csv =
          scores
              .exportCsv(experiment, ScoreLayout.COMPLETE, person.actor())
              .getBytes(StandardCharsets.UTF_8);
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
    scores.countedWithoutNotebook(experiment).ifPresent(words -> body.add(new Paragraph(words)));
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
    var filter = new ScoreFilter(faces.chosen(), outcome.value(), by.value(), narrowing::fits);
    var marks = Scores.byImage(current);
    var shown =
        images.stream().filter(image -> filter.shows(image, marks.get(image.id()))).toList();
    var elsewhere = current.stream().filter(score -> score.face().image().isEmpty()).toList();
    var shownElsewhere = elsewhere.stream().filter(filter::shows).toList();
    narrowing.count(shown.size() + shownElsewhere.size(), images.size() + elsewhere.size());
    if (shown.isEmpty() && shownElsewhere.isEmpty()) {
      body.add(narrowing.nothing());
      return;
    }
    body.add(new ScoredFaces(shown, marks));
    if (!shownElsewhere.isEmpty()) {
      body.add(new ElsewhereTable(shownElsewhere));
    }
  }
}
