package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import lab.harmony.training.drawing.DatasetDrawings;
import lab.harmony.work.Job;
import lab.harmony.work.JobChanged;
import lab.harmony.work.JobQueue;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("unit")
class TrainingsViewTest extends FullLab {

  @Autowired DataFolder data;
  @Autowired JobQueue jobs;
  @Autowired JdbcClient database;
  @Autowired ApplicationEventPublisher events;

  @Test
  void theListShowsTrainingsAndWhatEachSpecStillNeeds() {
    open("trainings");
    awaitShown("drawn-lora", "Finished · step 60 of 60", "lora-v1", "has no pictures yet");
    assertThat(button("Draw the dataset (417 faces) for lora-v1").isEnabled()).isTrue();
  }

  @Test
  void aDatasetThatIsDrawnStandsInTheLineAndCanBeCancelled() {
    open("trainings");
    awaitShown("lora-v1", "has no pictures yet");
    press("Draw the dataset (417 faces) for lora-v1");
    awaitShown("417 faces are drawn when it is their turn: ");
    open("work");
    awaitShown("Dataset", "experiments/faces", "Ada");

    var job =
        jobs.unfinished().stream()
            .filter(one -> one.kind().equals(DatasetDrawings.KIND))
            .findFirst()
            .orElseThrow();
    state(job, "running", 0.5);
    awaitShown("209 of 417 faces");
    open("trainings");
    awaitShown("209 of 417 faces are drawn");
    state(job, "queued", 0);
    awaitShown("417 faces are drawn when it is their turn: ");
    press("Cancel for lora-v1");
    awaitShown("experiments/faces has no pictures yet");
    assertThat(button("Draw the dataset (417 faces) for lora-v1").isVisible()).isTrue();
  }

  /// As a worker of another machine would write it.
  private void state(Job job, String state, double fraction) {
    database
        .sql("update jobs set state = :state, fraction = :fraction where id = :id")
        .param("state", state)
        .param("fraction", fraction)
        .param("id", job.id().value())
        .update();
    events.publishEvent(new JobChanged(job.id(), job.kind(), true));
  }

  @Test
  void allThatIsWrongWithASpecStandsInItsRow() {
    open("trainings");
    awaitShown("wrong-spec", "\"dataset\" is missing", "Line 3: \"rank\"");
  }

  @Test
  void aTrainingShowsItsEpochsAndKeepsHowAPersonSaysItCameOut() {
    DrawnTraining.write(data, "judged-lora", 16);
    open("trainings/judged-lora");
    awaitShown("Finished · step 60 of 60", "Rules propose");
    press("Confirm");
    awaitShown("Ada said");
    assertThat(Files.exists(data.trainings().resolve("judged-lora/outcome.json"))).isTrue();
  }

  @Test
  void aTrainingThatIsNotThereIsAnAddressWithNothing() {
    open("trainings/nobody");
    awaitShown("Nothing is at this address");
  }
}
