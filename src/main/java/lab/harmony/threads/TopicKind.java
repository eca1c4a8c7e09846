package lab.harmony.threads;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The kinds of topics, as the database and people call them.
public enum TopicKind {
  EXPERIMENT("experiment"),
  CELL("cell"),
  GRID_CELL("place in a grid"),
  PICTURE("picture"),
  REPORT("report"),
  EPOCH("epoch"),
  SAMPLE("sample of a training");

  private final String words;

  TopicKind(String words) {
    this.words = words;
  }

  /// How people read it.
  public String words() {
    return words;
  }

  /// How it is stored: `grid-cell`.
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static TopicKind of(Topic topic) {
    return switch (topic) {
      case Topic.WholeExperiment _ -> EXPERIMENT;
      case Topic.NotebookCell _ -> CELL;
      case Topic.PlaceInGrid _ -> GRID_CELL;
      case Topic.Picture _ -> PICTURE;
      case Topic.Report _ -> REPORT;
      case Topic.Epoch _ -> EPOCH;
      case Topic.Sample _ -> SAMPLE;
    };
  }

  static TopicKind of(String code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no kind of topic " + code));
  }

  /// Which part of what it is about.
  static String part(Topic topic) {
    return switch (topic) {
      case Topic.WholeExperiment _, Topic.Report _ -> "";
      case Topic.NotebookCell(_, var cell) -> cell;
      case Topic.PlaceInGrid(_, var place) -> place;
      case Topic.Picture(_, var index, _) -> String.valueOf(index);
      case Topic.Epoch(_, var epoch) -> String.valueOf(epoch);
      case Topic.Sample(_, var step) -> String.valueOf(step);
    };
  }

  Topic topic(String about, String part, Optional<Spot> spot) {
    return switch (this) {
      case EXPERIMENT -> new Topic.WholeExperiment(about);
      case CELL -> new Topic.NotebookCell(about, part);
      case GRID_CELL -> new Topic.PlaceInGrid(about, part);
      case PICTURE -> new Topic.Picture(about, Integer.parseInt(part), spot);
      case REPORT -> new Topic.Report(about);
      case EPOCH -> new Topic.Epoch(about, Integer.parseInt(part));
      case SAMPLE -> new Topic.Sample(about, Long.parseLong(part));
    };
  }
}
