package lab.harmony.training.drawing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.Workspace;

/// The application in a process of its own that stops in the midst of drawing a dataset, so that a
/// test can kill it there.
///
/// Arguments: the data folder, the workspace, the dataset, and the file that it makes when it has
/// stopped.
final class DrawingProgram {

  private DrawingProgram() {}

  public static void main(String[] arguments) throws Exception {
    var held = new HeldDrawing();
    var lab = held.begin(Path.of(arguments[0]), Path.of(arguments[1]));
    lab.getBean(DatasetDrawings.class)
        .start(
            lab.getBean(Workspace.class).root().resolve(arguments[2]),
            Somebody.of(lab.getBean(People.class), "ada"));
    held.awaitHeld();
    Files.createFile(Path.of(arguments[3]));
    new CountDownLatch(1).await();
  }
}
