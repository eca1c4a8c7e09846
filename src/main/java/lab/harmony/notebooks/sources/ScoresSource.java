package lab.harmony.notebooks.sources;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import lab.harmony.notebooks.cells.CellYaml;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;

/// What the source of a scores cell asks for.
record ScoresSource(JudgeChoice judge, Order order, PictureScope scope) implements ShowingSource {

  /// In which order its rows stand.
  enum Order {
    WEAKEST,
    MATRIX;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    List<JudgedPicture> of(List<JudgedPicture> pictures) {
      return switch (this) {
        case MATRIX -> pictures;
        case WEAKEST ->
            pictures.stream()
                .sorted(
                    Comparator.comparingInt((JudgedPicture judged) ->
                        judged.mark().map(mark -> mark.points()).orElse(4)))
                .toList();
      };
    }
  }

  @Override
  public NamedFacts facts() {
    return NamedFacts.of(Fact.of("source", judge.word()))
        .with(Fact.of("order", order.word()))
        .with(scope.facts());
  }

  static ScoresSource read(String source) {
    var yaml = CellYaml.settings(source, "source");
    var read =
        new ScoresSource(
            JudgeChoice.read(yaml, "source"),
            yaml.choice("order", Order.WEAKEST, Arrays.asList(Order.values()), Order::word),
            PictureScope.read(yaml));
    CellYaml.finish(yaml, PictureScope.names("source", "order"));
    return read;
  }
}
