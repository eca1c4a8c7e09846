package lab.harmony.notebooks.cells;

import java.util.List;
import lab.harmony.diffusion.Bounds;
import lab.harmony.yaml.Settings;
import lab.harmony.yaml.YamlProblems;

/// The YAML in which sources of cells are written.
public final class CellYaml {
  /// What the source of an executable cell may have.
  private static final int MOST_CHARACTERS = 200_000;

  /// @param example a setting that such a source has
  public static Settings settings(String source, String example) {
    return Settings.read(source, MOST_CHARACTERS, example);
  }

  /// Says what is wrong with the settings that were read, those with an unknown name too.
  ///
  /// @throws CellProblem naming everything that is wrong, with its lines
  public static void finish(Settings yaml, List<String> known) {
    try {
      yaml.finish(known);
    } catch (YamlProblems problems) {
      throw new CellProblem(problems.all());
    }
  }

  public static int whole(Settings yaml, String name, int usual, Bounds bounds) {
    return yaml.whole(name, usual, (int) bounds.least(), (int) bounds.most());
  }

  private CellYaml() {}
}
