package lab.harmony.training.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.prompts.PromptLibrary;

/// Pictures with captions to train on, and those that cannot be used, each with the reason.
public record Dataset(List<Picture> pictures, List<Unusable> unusable) {

  private static final String MASK = "-masklabel.png";

  static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "webp", "bmp");

  /// @param repeats how often it is shown in one epoch
  public record Picture(Path file, String caption, int repeats) {}

  /// The reason completes a sentence that begins with the file.
  public record Unusable(Path file, String reason) {}

  public Dataset {
    pictures = List.copyOf(pictures);
    unusable = List.copyOf(unusable);
  }

  /// The same, where some of its pictures turned out to be of no use.
  public Dataset without(List<Unusable> others) {
    var files = others.stream().map(Unusable::file).collect(Collectors.toSet());
    var mine = pictures.stream().map(Picture::file).collect(Collectors.toSet());
    return new Dataset(
        pictures.stream().filter(picture -> !files.contains(picture.file())).toList(),
        Stream.concat(unusable.stream(), others.stream().filter(one -> mine.contains(one.file())))
            .toList());
  }

  /// Reads a dataset: a folder with `metadata.jsonl`, `metadata.csv` or `annotations.csv`, or with
  /// folders called `{repeats}_{name}`.
  ///
  /// @param library makes captions for annotations that have none
  /// @throws TrainingProblem if it is none of these, or no picture is left
  public static Dataset read(Path folder, PromptLibrary library) {
    if (!Files.isDirectory(folder)) {
      throw new TrainingProblem(
          "need a folder with pictures, got %s, which is not there; ./lab make-faces draws one to try with"
              .formatted(folder));
    }
    var dataset = find(folder, library);
    if (dataset.pictures.isEmpty()) {
      throw new TrainingProblem(
          "no picture in %s can be used%s"
              .formatted(
                  folder,
                  dataset.unusable.isEmpty()
                      ? ""
                      : "; the first, %s, %s"
                          .formatted(
                              dataset.unusable.getFirst().file,
                              dataset.unusable.getFirst().reason)));
    }
    return dataset;
  }

  private static Dataset find(Path folder, PromptLibrary library) {
    if (Files.exists(folder.resolve("metadata.jsonl"))) {
      return TableDataset.jsonLines(folder);
    }
    if (Files.exists(folder.resolve("metadata.csv"))) {
      return TableDataset.csv(folder);
    }
    if (Files.exists(folder.resolve("annotations.csv"))) {
      return TableDataset.annotations(folder, library);
    }
    var dataset = KohyaDataset.read(folder);
    if (dataset.pictures.isEmpty() && dataset.unusable.isEmpty()) {
      throw new TrainingProblem(
          "%s has no metadata.jsonl, metadata.csv or annotations.csv, and no folders like 10_faces with pictures"
              .formatted(folder));
    }
    return dataset;
  }

  /// The pictures in a folder, by name.
  static List<Path> picturesIn(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).filter(Dataset::isPicture).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(folder), e);
    }
  }

  /// Where the mask of a picture lies: `face-masklabel.png` beside `face.jpg`.
  static Path maskOf(Path picture) {
    var name = picture.getFileName().toString();
    return picture.resolveSibling(name.substring(0, name.lastIndexOf('.')) + MASK);
  }

  static boolean isPicture(Path file) {
    var name = file.getFileName().toString();
    return !name.endsWith(MASK)
        && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /// Collects one after the other.
  static final class Collecting {
    private final List<Picture> pictures = new ArrayList<>();
    private final List<Unusable> unusable = new ArrayList<>();

    void use(Path file, String caption, int repeats) {
      pictures.add(new Picture(file, caption, repeats));
    }

    void refuse(Path file, String reason) {
      unusable.add(new Unusable(file, reason));
    }

    Dataset done() {
      return new Dataset(pictures, unusable);
    }
  }
}
