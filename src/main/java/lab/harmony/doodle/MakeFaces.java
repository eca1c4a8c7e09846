package lab.harmony.doodle;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Draws a [FaceDataset].
@Command(
    name = "make-faces",
    mixinStandardHelpOptions = true,
    description = "Draw a dataset of 417 captioned faces to train an adapter on.")
public final class MakeFaces implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      description = "The folder to make; it must not be there, or be empty.")
  private Path folder = Path.of("");

  @Option(
      names = "--seed",
      description = "Of the drawings (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed = 1;

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    System.setProperty("java.awt.headless", "true");
    System.exit(new CommandLine(new MakeFaces()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    try {
      FaceDataset.draw(folder, seed, (_, _) -> FaceDataset.Next.GO_ON);
    } catch (FileAlreadyExistsException there) {
      System.err.println(
          "There is something at %s already; name another folder.".formatted(folder));
      return 2;
    }
    System.out.println("%d pictures in %s".formatted(FaceDataset.PICTURES, folder));
    return 0;
  }
}
