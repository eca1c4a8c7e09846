package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.work.JobQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("unit")
class WorkViewTest extends FullLab {

  @Autowired TrainingQueue trainings;
  @Autowired JobQueue jobs;
  @Autowired People everybody;

  private void submit(String name) throws IOException {
    var file = folder("specs").resolve("training.yaml");
    Files.writeString(file, "name: %s\nmodel: doodle-base\ndataset: faces\n".formatted(name));
    trainings.submit(TrainingOrder.of(file, Path.of("prompts")), by("Ben"), "");
  }

  @Test
  void allThatWaitsStandsInOneListWithWhoAskedForItAndIsCancelledThere() throws IOException {
    jobs.unfinished().forEach(job -> jobs.cancel(job.id(), Actor.of(everybody.local()), ""));
    open("work");
    awaitShown("Nothing is under way and nothing waits");
    submit("first-lora");
    submit("second-lora");
    awaitShown("Queued #1", "Queued #2", "Training", "first-lora", "second-lora", "Ben", "Cancel");
    press("Cancel first-lora");
    awaitThat(() -> !shown().contains("first-lora"), this::shown);
    awaitShown("Queued #1", "second-lora");
    press("Cancel second-lora");
    awaitShown("Nothing is under way");
    assertThat(jobs.unfinished()).isEmpty();
  }
}
