package lab.harmony.sparse;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.JsonText;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.OutputTypes;
import lab.harmony.notebooks.results.StoredForm;
import lab.harmony.notebooks.results.StoredRounds;
import lab.harmony.runs.RunId;
import lab.harmony.sparse.SparseAnswers.Known;
import lab.harmony.stats.Interval;
import tools.jackson.databind.JsonNode;

/// A sparse grid as its cell stores it: what was drawn, what each cell's answer is, and what was
/// not drawn.
///
/// @param rounds the runs of each
/// @param axes what varies: each axis by its word, with its values
/// @param cells the axes that make the cells, by their words
/// @param threshold the share of perfect faces that each cell is asked about
/// @param by whose scores counted, in words: `by people`
/// @param judge how far a machine judge agrees with people; empty where people scored
/// @param places all pictures of the grid
/// @param drawn of which there are
/// @param left how long all others would take; empty where no picture was timed
/// @param answers of all cells; none while no picture is judged
/// @param next how many pictures the next round would draw
/// @param nextTakes how long these would take
public record StoredSparse(
    List<List<RunId>> rounds,
    Map<String, List<String>> axes,
    List<String> cells,
    double threshold,
    String by,
    String judge,
    int places,
    int drawn,
    Optional<Duration> left,
    List<Answered> answers,
    int next,
    Optional<Duration> nextTakes) {

  private static final int FORMAT = 1;

  public StoredSparse {
    rounds = rounds.stream().map(List::copyOf).toList();
    axes = new LinkedHashMap<>(axes);
    cells = List.copyOf(cells);
    answers = List.copyOf(answers);
    if (drawn < 0 || drawn > places || !(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "need 0 to %d pictures and a share between 0 and 1, got %d and %s"
              .formatted(places, drawn, threshold));
    }
  }

  /// What is known of one cell.
  ///
  /// @param values one for each axis of cells
  /// @param faces that were judged; 0 where the interval is an estimate from other cells
  /// @param drawn its pictures
  public record Answered(
      List<String> values, int perfect, int faces, int drawn, Interval interval, Answer answer) {

    public Answered {
      values = List.copyOf(values);
      if (perfect < 0
          || perfect > faces
          || faces > drawn
          || interval.lower() < 0
          || interval.upper() > 1) {
        throw new IllegalArgumentException(
            "need 0 to %d perfect of %d faces and an interval from 0 to 1, got %d and %s"
                .formatted(faces, drawn, perfect, interval));
      }
    }

    public boolean measured() {
      return faces > 0;
    }
  }

  /// Whether a cell reaches the share.
  public enum Answer {
    REACHED,
    MISSED,
    OPEN,
    WAITING,
    UNDECIDED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Answer of(Known known) {
      return valueOf(known.name());
    }

    private static Answer ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public long count(Answer answer) {
    return answers.stream().filter(one -> one.answer() == answer).count();
  }

  Output output() {
    var json = JsonText.MAPPER.createObjectNode();
    StoredRounds.write(json, rounds);
    var all = json.putObject("axes");
    axes.forEach((axis, values) -> values.forEach(all.putArray(axis)::add));
    cells.forEach(json.putArray("cells")::add);
    json.put("threshold", threshold);
    json.put("by", by);
    json.put("judge", judge);
    json.put("pictures", places);
    json.put("drawn", drawn);
    json.put("next", next);
    left.ifPresent(time -> json.put("secondsLeft", time.toMillis() / 1000.0));
    nextTakes.ifPresent(time -> json.put("secondsNext", time.toMillis() / 1000.0));
    var written = json.putArray("answers");
    for (var one : answers) {
      var node = written.addObject();
      one.values().forEach(node.putArray("cell")::add);
      node.put("perfect", one.perfect());
      node.put("faces", one.faces());
      node.put("drawn", one.drawn());
      node.put(one.measured() ? "lower" : "estimatedLower", one.interval().lower());
      node.put(one.measured() ? "upper" : "estimatedUpper", one.interval().upper());
      node.put("answer", one.answer().word());
    }
    return StoredForm.display(
        OutputTypes.SPARSE,
        json,
        Map.of("text/markdown", SparseWords.markdown(this), "text/plain", SparseWords.plain(this)));
  }

  /// The result of a cell; empty where there is none, and for what is no such thing.
  public static Optional<StoredSparse> find(Cell cell) {
    return Output.displays(cell.outputs())
        .flatMap(display -> StoredForm.in(display, OutputTypes.SPARSE, FORMAT).stream())
        .findFirst()
        .flatMap(json -> {
          try {
            return Optional.of(read(cell, json));
          } catch (IllegalArgumentException writtenByHand) {
            return Optional.empty();
          }
        });
  }

  private static StoredSparse read(Cell cell, JsonNode json) {
    var axes = new LinkedHashMap<String, List<String>>();
    json.path("axes").properties().forEach(axis -> axes.put(axis.getKey(), texts(axis.getValue())));
    return new StoredSparse(
        StoredRounds.of(cell),
        axes,
        texts(json.path("cells")),
        json.path("threshold").asDouble(0),
        json.path("by").asString(""),
        json.path("judge").asString(""),
        json.path("pictures").asInt(0),
        json.path("drawn").asInt(-1),
        seconds(json, "secondsLeft"),
        json.path("answers").valueStream().map(StoredSparse::answered).toList(),
        json.path("next").asInt(0),
        seconds(json, "secondsNext"));
  }

  private static Optional<Duration> seconds(JsonNode json, String name) {
    return json.has(name)
        ? Optional.of(Duration.ofMillis(Math.round(1000 * json.path(name).asDouble(0))))
        : Optional.empty();
  }

  private static Answered answered(JsonNode json) {
    int faces = json.path("faces").asInt(-1);
    return new Answered(
        texts(json.path("cell")),
        json.path("perfect").asInt(-1),
        faces,
        json.path("drawn").asInt(-1),
        new Interval(
            json.path(faces > 0 ? "lower" : "estimatedLower").asDouble(Double.NaN),
            json.path(faces > 0 ? "upper" : "estimatedUpper").asDouble(Double.NaN)),
        Answer.ofWord(json.path("answer").asString("")));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(text -> text.asString("")).toList();
  }
}
