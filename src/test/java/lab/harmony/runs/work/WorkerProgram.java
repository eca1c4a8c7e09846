package lab.harmony.runs.work;

import java.util.concurrent.CountDownLatch;
import lab.harmony.HarmonyLab;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.runs.store.RunQueue;
import org.springframework.boot.SpringApplication;

/// The application in a process of its own, so that a test can kill it.
///
/// Arguments: the data folder, and how many pictures to queue a run of (0: none).
final class WorkerProgram {

  private WorkerProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    var context =
        SpringApplication.run(
            HarmonyLab.class,
            "--spring.profiles.active=headless",
            "--spring.datasource.url=",
            "--harmony.worker.enabled=true",
            "--harmony.engine.threads=1",
            "--harmony.data=" + arguments[0]);
    var pictures = Integer.parseInt(arguments[1]);
    if (pictures > 0) {
      var model =
          context.getBean(ModelCatalogue.class).find(new ModelName(GoldenModel.NAME)).orElseThrow();
      var spec = GoldenModel.spec(model, "killed", pictures, 20);
      context
          .getBean(RunQueue.class)
          .submit(spec, Somebody.of(context.getBean(People.class), "ada"));
    }
    new CountDownLatch(1).await();
  }
}
