package lab.harmony.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import lab.harmony.tables.TableProblem;
import lab.harmony.tables.Text;

/// Folders called `{repeats}_{name}`, with captions in `.txt` or `.caption` files beside the
/// pictures. A picture without one is shown with the folder's name.
final class KohyaDataset {

  private static final Pattern NAME = Pattern.compile("(\\d{1,4})_(.+)");

  private KohyaDataset() {}

  static Dataset read(Path folder) {
    var dataset = new Dataset.Collecting();
    try (var folders = Files.list(folder)) {
      for (var each : folders.filter(Files::isDirectory).sorted().toList()) {
        var name = NAME.matcher(each.getFileName().toString());
        if (name.matches() && Integer.parseInt(name.group(1)) > 0) {
          for (var picture : Dataset.picturesIn(each)) {
            take(picture, name.group(2), Integer.parseInt(name.group(1)), dataset);
          }
        } else if (!each.getFileName().toString().startsWith(".")) {
          dataset.refuse(
              each, "is left out: a folder needs a name like 10_faces, repeats of 1 or more first");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(folder), e);
    }
    return dataset.done();
  }

  private static void take(Path picture, String name, int repeats, Dataset.Collecting dataset)
      throws IOException {
    var file = picture.getFileName().toString();
    var stem = file.substring(0, file.lastIndexOf('.'));
    for (var ending : List.of(".txt", ".caption")) {
      var caption = picture.resolveSibling(stem + ending);
      if (Files.isRegularFile(caption)) {
        try {
          var words = words(caption);
          if (words.isEmpty()) {
            dataset.refuse(picture, "has an empty caption in " + caption.getFileName());
          } else {
            dataset.use(picture, words, repeats);
          }
        } catch (TableProblem problem) {
          dataset.refuse(
              picture,
              "has a caption in %s, which %s"
                  .formatted(caption.getFileName(), problem.getMessage()));
        }
        return;
      }
    }
    dataset.use(picture, name, repeats);
  }

  /// The first line with words in it.
  private static String words(Path caption) throws IOException {
    var text = Text.read(caption);
    for (int line = 1; line <= text.lines(); line++) {
      var words = text.line(line).strip();
      if (!words.isEmpty()) {
        text.require(line);
        return words;
      }
    }
    return "";
  }
}
