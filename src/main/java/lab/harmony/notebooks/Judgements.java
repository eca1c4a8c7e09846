package lab.harmony.notebooks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.analytics.HarmonyAnalytics;
import lab.harmony.analytics.ScoreRow;
import lab.harmony.analytics.ScoreSource;

/// What one source says about some pictures, in the order of the pictures.
record Judgements(List<Judged> pictures, ScoreSource source) {

  Judgements {
    pictures = List.copyOf(pictures);
  }

  List<ScoreRow> rows() {
    return pictures.stream().map(Judged::row).flatMap(Optional::stream).toList();
  }

  HarmonyAnalytics analytics() {
    return HarmonyAnalytics.of(rows(), source);
  }

  /// The same for the pictures of one model.
  Judgements ofModel(String model) {
    return new Judgements(
        pictures.stream().filter(picture -> picture.image().model().equals(model)).toList(),
        source);
  }

  List<String> models() {
    return pictures.stream().map(picture -> picture.image().model()).distinct().toList();
  }

  /// Stands for all that was said.
  String hash() {
    return RunSpecs.hash(
        pictures.stream()
            .map(picture -> String.valueOf(picture.mark()))
            .collect(Collectors.joining("\n", source + "\n", "")));
  }
}
