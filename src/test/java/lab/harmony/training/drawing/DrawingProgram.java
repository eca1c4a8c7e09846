package lab.harmony.training.drawing;

import java.util.concurrent.CountDownLatch;
import lab.harmony.HarmonyLab;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.Workspace;
import org.springframework.boot.SpringApplication;

/// The application in a process of its own that draws a dataset, so that a test can kill it.
///
/// Arguments: the data folder, the workspace, and the dataset that is wanted, if any.
final class DrawingProgram {

  private DrawingProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    var lab =
        SpringApplication.run(
            HarmonyLab.class,
            "--spring.profiles.active=headless",
            "--spring.datasource.url=",
            "--harmony.worker.enabled=true",
            "--harmony.data=" + arguments[0],
            "--harmony.workspace=" + arguments[1]);
    if (arguments.length > 2) {
      lab.getBean(DatasetDrawings.class)
          .start(
              lab.getBean(Workspace.class).root().resolve(arguments[2]),
              Somebody.of(lab.getBean(People.class), "ada"));
    }
    new CountDownLatch(1).await();
  }
}
