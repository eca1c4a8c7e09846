package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.People;
import lab.harmony.people.Role;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.review.Scores;
import lab.harmony.review.files.ScoreLayout;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.runs.store.Submission;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.process.TrainingOrder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

/// Names of people on the screens.
@Tag("unit")
@DirtiesContext // others look at what is scored and said here
class PeopleViewTest extends FullLab {

  private static final String DRAWN_SCORES = "experiments/drawn/scores";

  @Autowired People everybody;
  @Autowired Scores scores;
  @Autowired RunQueue runs;
  @Autowired TrainingQueue trainings;
  @Autowired Reports reports;
  @Autowired ShareLinks shares;

  @Test
  void aNewNameStandsEverywhereAtOnceAndNothingIsLost() throws IOException {
    var linus = researcher("Linus");
    var elsewhere = "filename,archetype,emotion,harmony_score\nelsewhere.png,soft,sad,2\n";
    scores.keep(scores.preview("drawn", elsewhere.getBytes(StandardCharsets.UTF_8), linus), linus);
    var face = scores.images("drawn").getFirst();
    scores.record(face, Mark.of(new Checklist(true, true, false), false, ""), linus);
    var agreement = scores.judge("drawn");
    var run =
        ((Submission.Accepted) runs.submit(runs.of("baseline").getFirst().spec(), linus)).id();
    var spec = folder("specs").resolve("training.yaml");
    Files.writeString(spec, "name: of-linus\nmodel: doodle-base\ndataset: faces\n");
    trainings.submit(TrainingOrder.of(spec, Path.of("prompts")), linus, "");
    var report =
        ((Publication.Published)
                reports.publish(
                    new ExperimentSlug("drawn"), Publishing.by(linus).although("It is drawn.")))
            .report();
    var link = shares.create(report, ShareLinks.LIFETIMES.getFirst(), linus).link();
    assertThat(report.publishedBy()).isEqualTo("Linus");
    assertThat(runs.count(new RunFilter("linus", false))).isEqualTo(1);
    open("work");
    awaitShown("of-linus", "Linus");

    everybody.rename(linus.person(), "Grace Hopper");

    awaitThat(() -> shown().contains("Grace Hopper") && !shown().contains("Linus"), this::shown);
    open("runs/" + run);
    awaitShown("by Grace Hopper");
    assertThat(runs.list(new RunFilter("hopper", false), 0, 10))
        .singleElement()
        .satisfies(row -> assertThat(row.by()).isEqualTo("Grace Hopper"));
    open(DRAWN_SCORES);
    awaitShown("elsewhere.png", "Grace Hopper");
    assertThat(scores.current("drawn", linus.person())).hasSize(2);
    assertThat(scores.judge("drawn")).isEqualTo(agreement).isPresent();
    assertThat(scores.exportCsv("drawn", ScoreLayout.COMPLETE))
        .contains("Grace Hopper," + linus.person())
        .doesNotContain("Linus");
    open("reports");
    awaitShown("by Grace Hopper");
    assertThat(shares.of(report.name()))
        .singleElement()
        .satisfies(shared -> {
          assertThat(shared.id()).isEqualTo(link.id());
          assertThat(shared.createdBy().name()).isEqualTo("Grace Hopper");
        });
    assertThat(report.page()).content().as("a page is frozen").contains("Linus");
  }

  @Test
  void whoSharesANameIsToldApartWhereOneOfThemIsChosen() {
    var faces = scores.images("lora-v2");
    for (int face = 0; face < 2; face++) {
      var namesake = everybody.add("Robin", Role.REVIEWER);
      scores.record(
          faces.get(face),
          Mark.of(new Checklist(true, true, true), false, ""),
          new lab.harmony.people.Actor(namesake.id()));
      open("experiments/lora-v2/scores?by=" + namesake.id());
      awaitShown("1 of 48");
    }
  }
}
