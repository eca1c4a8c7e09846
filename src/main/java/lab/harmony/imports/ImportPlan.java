package lab.harmony.imports;

import java.nio.file.Path;
import java.util.List;
import lab.harmony.prompts.MatrixPrompt;

/// What an import would take in, and what it would leave out.
///
/// @param folder that was looked through
/// @param unusedLabels rows of the table of labels that cannot be used
/// @param notKnown what pictures that are taken in do not say of themselves
public record ImportPlan(
    Path folder,
    List<Group> groups,
    List<LeftOut> leftOut,
    List<NotKnown> notKnown,
    List<lab.harmony.tables.LeftOut> unusedLabels) {

  public ImportPlan {
    groups = List.copyOf(groups);
    leftOut = List.copyOf(leftOut);
    notKnown = List.copyOf(notKnown);
    unusedLabels = List.copyOf(unusedLabels);
  }

  ImportPlan withUnusedLabels(List<lab.harmony.tables.LeftOut> rows) {
    return new ImportPlan(folder, groups, leftOut, notKnown, rows);
  }

  /// How many pictures would be taken in.
  public int size() {
    return groups.stream().mapToInt(group -> group.pictures().size()).sum();
  }

  /// Pictures that one run stands for.
  public record Group(Settings settings, List<Taken> pictures) {

    public Group {
      pictures = List.copyOf(pictures);
    }
  }

  /// What the pictures of one run have in common.
  ///
  /// @param modelSha256 as many digits of the hash as are known
  public record Settings(
      String tool,
      String model,
      String modelSha256,
      String sampler,
      int steps,
      int width,
      int height) {}

  /// A picture, and what it was made from.
  public record Taken(Path file, MatrixPrompt prompt) {}

  /// A picture that cannot be used. The reason completes a sentence that begins with the file.
  public record LeftOut(Path file, String reason) {}

  /// What a picture's metadata does not say, and why: "negative prompt".
  public record NotKnown(Path file, String what, String reason) {}
}
