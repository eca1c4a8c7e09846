package lab.harmony.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.DrawnExperiment;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.models.ModelName;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.People;
import lab.harmony.people.ReasonNeeded;
import lab.harmony.people.Role;
import lab.harmony.training.TrainingQueue.FoundSpec;
import lab.harmony.training.TrainingQueue.Submission;
import lab.harmony.training.drawing.DatasetDrawings;
import lab.harmony.training.drawing.DatasetJobs;
import lab.harmony.training.drawing.DatasetOrder;
import lab.harmony.training.drawing.DatasetStanding;
import lab.harmony.training.outcome.ConfirmedOutcome;
import lab.harmony.training.outcome.OutcomeLabel;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.work.JobId;
import lab.harmony.work.JobQueue;
import lab.harmony.work.JobState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What of another's trainings nobody changes without a right and a reason that is written down.
@Tag("unit")
@Tag("lab")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "harmony.worker.enabled=false")
@ActiveProfiles("headless")
@DirtiesContext
class TrainingsOfOthersTest {

  private static final ModelName NAME = new ModelName("soft");

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    DrawnExperiment.copyPrompts(folder.resolve("workspace"));
    var experiment = Files.createDirectories(folder.resolve("workspace/experiments/first"));
    Files.writeString(
        experiment.resolve("training.yaml"),
        "name: soft\nmodel: doodle-base\ndataset: faces\nepochs: 2\n");
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("harmony.workspace", () -> folder.resolve("workspace").toString());
  }

  @Autowired TrainingQueue queue;
  @Autowired TrainingOutcomes outcomes;
  @Autowired TrainingShelf shelf;
  @Autowired SpecStandings specs;
  @Autowired DatasetJobs datasets;
  @Autowired DatasetDrawings drawings;
  @Autowired SentTrainings sent;
  @Autowired JobQueue jobs;
  @Autowired People people;
  @Autowired AuditTrail trail;

  private Actor ada;
  private Actor ben;
  private Actor reader;

  @BeforeEach
  void people() {
    ada = Actor.of(people.add("Ada", Role.RESEARCHER));
    ben = Actor.of(people.add("Ben", Role.RESEARCHER));
    reader = Actor.of(people.add("Cleo", Role.READER));
  }

  @AfterEach
  void nothingWaits() {
    queue.remove(NAME, Actor.of(people.local()), "");
  }

  @Test
  void aTrainingOfAnotherThatWaitsIsReplacedForAReasonThatIsWrittenDown() {
    var first = submit(ada, 2, "");
    assertThat(submit(ben, 2, "")).as("what waits already is no other").isEqualTo(first);
    assertThatThrownBy(() -> submit(ben, 3, ""))
        .isInstanceOf(ReasonNeeded.class)
        .hasMessageContaining("stop what Ada has started");
    assertThat(state(first)).isInstanceOf(JobState.Queued.class);

    var other = submit(ben, 3, "too few epochs");
    assertThat(state(first)).isInstanceOf(JobState.Cancelled.class);
    assertThat(state(other)).isInstanceOf(JobState.Queued.class);
    assertThat(newest(AuditKind.WORK_STOPPED).facts())
        .containsEntry("of", "Ada")
        .containsEntry("reason", "too few epochs");
    submit(ben, 4, "");
    assertThat(queue.waiting()).containsOnlyKeys(NAME);
  }

  @Test
  void howATrainingOfAnotherCameOutIsSaidForAReasonThatIsWrittenDown() throws Exception {
    submit(ada, 2, "");
    Files.createDirectories(shelf.folder(NAME));
    assertThatThrownBy(() -> outcomes.say(NAME, OutcomeLabel.STABLE, reader, "because"))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> outcomes.say(NAME, OutcomeLabel.STABLE, ben, ""))
        .isInstanceOf(ReasonNeeded.class)
        .hasMessageContaining("Ada");
    assertThat(ConfirmedOutcome.read(shelf.folder(NAME))).isEmpty();
    outcomes.say(NAME, OutcomeLabel.STABLE, ada, "");
    outcomes.say(NAME, OutcomeLabel.CONVERGED, ben, "the curve is flat");
    assertThat(newest(AuditKind.OUTCOME_CHANGED).facts())
        .containsEntry("of", "Ada")
        .containsEntry("to", OutcomeLabel.CONVERGED.word())
        .containsEntry("reason", "the curve is flat");
    outcomes.say(NAME, OutcomeLabel.STABLE, ben, "");
    assertThat(ConfirmedOutcome.read(shelf.folder(NAME)).map(ConfirmedOutcome::by)).contains("Ben");
  }

  @Test
  void aDrawingOfAnotherIsEndedForAReasonThatIsWrittenDown() {
    var spec = spec();
    var faces = spec.spec().orElseThrow().data().dataset();
    specs.draw(spec, ada);
    specs.draw(spec, ben);
    assertThat(jobs.unfinished())
        .as("it stands in the line once")
        .singleElement()
        .satisfies(job -> assertThat(job.by()).isEqualTo("Ada"));
    assertThat(datasets.standing(faces)).isEqualTo(new DatasetStanding.Waiting(1));
    assertThatThrownBy(() -> specs.cancel(spec, ben, "")).isInstanceOf(ReasonNeeded.class);
    assertThat(datasets.standing(faces)).isEqualTo(new DatasetStanding.Waiting(1));
    assertThatThrownBy(() -> specs.draw(spec, reader)).isInstanceOf(NotAllowed.class);
    specs.cancel(spec, ben, "the wrong faces");
    assertThat(datasets.standing(faces)).isEqualTo(new DatasetStanding.None());
    assertThat(jobs.unfinished()).isEmpty();
    assertThat(newest(AuditKind.WORK_STOPPED).facts())
        .containsEntry("of", "Ada")
        .containsEntry("reason", "the wrong faces");
  }

  @Test
  void whatIsDrawnForAnotherSpecIsCancelledFromEveryOneThatNeedsIt() throws Exception {
    var first = spec();
    var faces = first.spec().orElseThrow().data().dataset();
    var second = Files.createDirectories(folder.resolve("workspace/experiments/second"));
    var file =
        Files.writeString(
            second.resolve("training.yaml"),
            "name: second\nmodel: doodle-base\ndataset: faces\nregularisation: ../first/faces\n");
    try {
      specs.draw(first, ada);
      assertThat(datasets.standing(faces)).isEqualTo(new DatasetStanding.Waiting(1));
      var other =
          queue.specs().stream()
              .filter(one -> one.experiment().equals("second"))
              .findFirst()
              .orElseThrow();
      specs.cancel(other, ada, "");
      assertThat(datasets.standing(faces)).isEqualTo(new DatasetStanding.None());
      assertThat(jobs.unfinished()).isEmpty();
    } finally {
      Files.delete(file);
      Files.delete(second);
    }
  }

  @Test
  void aDatasetIsDrawnAsTheFolderThatTheSpecNames() {
    var odd = folder.resolve("workspace").toAbsolutePath().resolve("experiments/first/faces\\v2");
    Assumptions.assumeTrue(File.separatorChar == '/');
    drawings.start(odd, ada);
    assertThat(jobs.unfinished())
        .singleElement()
        .satisfies(job ->
            assertThat(DatasetOrder.of(job).orElseThrow().dataset())
                .isEqualTo("experiments/first/faces\\v2"));
    assertThat(datasets.standing(odd.resolveSibling("faces/v2")))
        .isEqualTo(new DatasetStanding.None());
    drawings.cancel(odd, ada, "");
  }

  @Test
  void aSpecThatWasSentReachesFoldersOfTheWorkspaceAlone() throws Exception {
    var elsewhere = Files.createDirectories(folder.resolve("sent"));
    for (var out :
        List.of(
            "dataset: /etc",
            "dataset: ../secret",
            "dataset: experiments/../../data/runs",
            "dataset: faces\nregularisation: " + elsewhere)) {
      var file =
          Files.writeString(
              elsewhere.resolve("spec.yaml"), "name: far\nmodel: doodle-base\n" + out + "\n");
      assertThatThrownBy(() -> sent.order(file, Optional.empty()))
          .as(out)
          .hasMessageContaining("has to lie in the workspace")
          .hasMessageContaining(file.toString());
    }
    var file =
        Files.writeString(
            elsewhere.resolve("spec.yaml"),
            "name: near\nmodel: doodle-base\ndataset: experiments/first/faces\n");
    assertThat(sent.order(file, Optional.empty()).training().data().dataset())
        .isEqualTo(folder.resolve("workspace/experiments/first/faces"));
  }

  @Test
  void promptsThatWereSentOutliveTheCall() throws Exception {
    var elsewhere = Files.createDirectories(folder.resolve("sent with prompts/prompts"));
    Files.writeString(elsewhere.resolve("faces.yaml"), "sent");
    var file =
        Files.writeString(
            elsewhere.resolveSibling("spec.yaml"),
            "name: near\nmodel: doodle-base\ndataset: experiments/first/faces\n");
    var order = sent.order(file, Optional.of(elsewhere));
    Files.delete(elsewhere.resolve("faces.yaml"));
    Files.delete(file);
    assertThat(order.prompts().resolve("faces.yaml")).hasContent("sent");
    assertThat(order.prompts()).startsWith(folder.resolve("data"));
    assertThat(order.training().name()).isEqualTo(new ModelName("near"));
  }

  private FoundSpec spec() {
    return queue.specs().getFirst();
  }

  private JobId submit(Actor by, int epochs, String reason) {
    var order =
        TrainingOrder.of(spec().file(), folder.resolve("workspace/prompts"))
            .withEpochs(OptionalInt.of(epochs));
    return ((Submission.Submitted) queue.submit(order, by, reason)).job();
  }

  private JobState state(JobId job) {
    return jobs.find(job).orElseThrow().state();
  }

  private AuditEntry newest(AuditKind kind) {
    return trail
        .list(
            new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(kind.code()),
                Optional.empty(),
                List.of()),
            Long.MAX_VALUE,
            1)
        .getFirst();
  }
}
