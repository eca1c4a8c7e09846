package lab.harmony.notebooks.results;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.Output;
import lab.harmony.review.FacePoints;
import lab.harmony.review.SuccessRate;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.stats.Interval;

/// What the stored result of a cell counts, in its smallest parts: faces of a table or a grid, the
/// bars or tiles of a chart, the pictures of a run.
///
/// @param judge who gave the points; absent where nobody did
public record ResultNumbers(Counted counted, List<Part> parts, Optional<JudgeChoice> judge) {
  private static final List<String> PLACE = List.of("archetype", "emotion", "cfg", "seed");

  /// What the parts are.
  public enum Counted {
    FACES,
    MARKS,
    PICTURES
  }

  public ResultNumbers {
    parts = List.copyOf(parts);
  }

  /// A 95 % interval and what it rests on: `12 faces`.
  public record StoredInterval(Interval bounds, String over) {}

  /// @param where what it is: `emotion` → `angry`
  /// @param counted points reached, or what was counted
  /// @param possible out of how many; 0 where nothing was counted
  /// @param faces how many faces stand behind it
  /// @param interval of a mark, as its chart keeps it; charts of before do not say what theirs rest
  ///   on, and a face has none
  public record Part(
      Map<String, String> where,
      int counted,
      int possible,
      int faces,
      Optional<StoredInterval> interval) {

    public Part {
      where = Map.copyOf(where);
    }

    /// A face with the points that it has.
    static Part face(StoredPicture picture, Optional<Integer> points) {
      return new Part(
          picture.where(), points.orElse(0), points.isPresent() ? 3 : 0, 1, Optional.empty());
    }

    /// Of a face: its points, and which prompt it is of.
    FacePoints reached() {
      return new FacePoints(
          new PromptPlace(where.getOrDefault("archetype", ""), where.getOrDefault("emotion", "")),
          counted);
    }

    /// The same face of another model has the same place.
    public String place() {
      return String.join(" ", PLACE.stream().map(it -> where.getOrDefault(it, "")).toList());
    }
  }

  /// The numbers of a result in one of the lab's own forms; empty where there is none that can be
  /// read.
  public static Optional<ResultNumbers> of(Cell cell) {
    return Output.displays(cell.outputs())
        .flatMap(display -> {
          try {
            return read(display).stream();
          } catch (IllegalArgumentException writtenByHand) {
            return Stream.of();
          }
        })
        .findFirst();
  }

  private static Optional<ResultNumbers> read(Output.Display display) {
    return StoredScores.read(display)
        .map(StoredScores::numbers)
        .or(() -> StoredGrid.read(display).map(StoredGrid::numbers))
        .or(() -> StoredChart.read(display).map(StoredChart::numbers))
        .or(() -> StoredRun.read(display).map(StoredRun::numbers));
  }

  static ResultNumbers ofFaces(List<Part> faces, JudgeChoice judge) {
    return new ResultNumbers(Counted.FACES, faces, Optional.of(judge));
  }

  /// The 95 % interval over faces of some of its parts; empty where the result does not tell:
  /// several marks of a chart, or a chart of before.
  ///
  /// @param some of those that were judged, one at least
  public Optional<StoredInterval> overFaces(List<Part> some) {
    return switch (counted) {
      case FACES ->
          SuccessRate.of(some.stream().map(Part::reached).toList())
              .estimate()
              .map(found -> new StoredInterval(found.interval(), found.basis().counted()));
      case MARKS -> some.size() == 1 ? some.getFirst().interval() : Optional.empty();
      case PICTURES -> Optional.empty();
    };
  }

  /// Who gave the points, in words.
  public String judgeWords() {
    return judge
        .map(choice ->
            switch (choice) {
              case MACHINE -> "read by the machine";
              case HUMAN -> "scored by people";
            })
        .orElse("");
  }
}
