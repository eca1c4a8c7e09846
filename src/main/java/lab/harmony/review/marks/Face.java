package lab.harmony.review.marks;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;

/// What is scored: a generated face, with what was asked for.
///
/// @param image empty for a face that was made elsewhere and is known by its file name only
public record Face(
    String fileName,
    String archetype,
    String emotion,
    OptionalDouble cfgScale,
    OptionalLong seed,
    Optional<ImageId> image) {

  public static Face of(RunImage image) {
    return new Face(
        image.fileName(),
        image.prompt().archetype(),
        image.prompt().emotion(),
        OptionalDouble.of(image.prompt().cfgScale()),
        OptionalLong.of(image.prompt().seed()),
        Optional.of(image.id()));
  }

  /// Archetype and emotion as [lab.harmony.prompts.MatrixPrompt#cell] writes a cell.
  public String cell() {
    return archetype + " × " + emotion;
  }

  /// What makes two scores scores of the same face.
  public String key() {
    return image.map(id -> "image:" + id).orElse("file:" + fileName);
  }
}
