package lab.harmony.notebooks.citations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import lab.harmony.design.Percents;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.results.PartFinder;
import lab.harmony.notebooks.results.ResultNumbers;
import lab.harmony.notebooks.results.ResultNumbers.Part;
import lab.harmony.notebooks.results.ResultNumbers.StoredInterval;
import lab.harmony.stats.pairs.PairedDifference;
import lab.harmony.stats.rates.Wilson;

/// Computes what citations name from the numbers of a result.
final class Quantities implements CitedResult {
  static final List<String> NAMES =
      List.of(
          "rate",
          "points",
          "images",
          "interval",
          "interval-over-faces",
          "perfect",
          "acceptable",
          "broken",
          "better",
          "same",
          "worse",
          "difference",
          "difference-interval");

  private final ResultNumbers numbers;
  private final PartFinder parts;

  Quantities(ResultNumbers numbers) {
    this.numbers = numbers;
    parts = new PartFinder(numbers);
  }

  ResultNumbers numbers() {
    return numbers;
  }

  /// The different values of one name, in the order of the result.
  List<String> values(String name) {
    return parts.values(name);
  }

  /// What the interval of a quantity rests on, `48 faces`; empty where the result does not tell it
  /// over faces.
  Optional<String> over(Citation citation) {
    return numbers.overFaces(judged(parts.of(citation.of()))).map(StoredInterval::over);
  }

  @Override
  public List<Offer> offers(CellId cell) {
    return Offer.of(cell, this);
  }

  @Override
  public Measured of(Citation citation) {
    return switch (citation.quantity()) {
      case "rate", "points", "interval", "interval-over-faces", "images" -> counted(citation);
      case "perfect" -> verdicts(citation, points -> points == 3);
      case "acceptable" -> verdicts(citation, points -> points == 1 || points == 2);
      case "broken" -> verdicts(citation, points -> points == 0);
      case "better", "same", "worse", "difference", "difference-interval" -> compared(citation);
      default ->
          throw new IllegalArgumentException(
              "there is no number \"%s\"; there are: %s"
                  .formatted(citation.quantity(), String.join(", ", NAMES)));
    };
  }

  private Measured counted(Citation citation) {
    var named = parts.of(citation.of());
    if (numbers.counted() == ResultNumbers.Counted.PICTURES) {
      if (!citation.quantity().equals("images")) {
        throw new IllegalArgumentException("a run has \"images\" alone; cite a table or a chart");
      }
      return whole("%s", "pictures of the run", named.size());
    }
    var judged = judged(named);
    var counted = judged.stream().mapToInt(Part::counted).sum();
    var possible = judged.stream().mapToInt(Part::possible).sum();
    var faces = judged.stream().mapToInt(Part::faces).sum();
    var overPoints =
        new StoredInterval(
            Wilson.interval(counted, possible),
            possible == faces ? "%d faces".formatted(faces) : "%d points".formatted(possible));
    var interval =
        switch (citation.quantity()) {
          case "interval" -> overPoints;
          case "interval-over-faces" ->
              numbers
                  .overFaces(judged)
                  .orElseThrow(() ->
                      new IllegalArgumentException(
                          "this chart does not tell it; cite a table, or one mark of a chart that"
                              + " is run again"));
          default -> numbers.overFaces(judged).orElse(overPoints);
        };
    var bounds = interval.bounds();
    var sentence =
        "%s%s (%d of %d, n = %d images, 95 %% interval %s over %s), %s"
            .formatted(
                said(citation),
                Percents.tenths((double) counted / possible),
                counted,
                possible,
                faces,
                Percents.rangeOfTenths(bounds.lower(), bounds.upper()),
                interval.over(),
                numbers.judgeWords());
    return switch (citation.quantity()) {
      case "rate" -> new Measured(List.of(100.0 * counted / possible), true, 0, "%s %%", sentence);
      case "points" -> whole("%s of %s", sentence, counted, possible);
      case "images" -> whole("%s", sentence, faces);
      default ->
          new Measured(
              List.of(100 * bounds.lower(), 100 * bounds.upper()),
              true,
              0,
              "%s to %s %%",
              sentence);
    };
  }

  private List<Part> judged(List<Part> named) {
    var judged = named.stream().filter(part -> part.possible() > 0).toList();
    if (judged.isEmpty()) {
      throw new IllegalArgumentException("none of its faces is scored");
    }
    var models = judged.stream().map(part -> part.where().getOrDefault("model", "")).distinct();
    if (models.count() > 1) {
      throw new IllegalArgumentException(
          "it has several models; name one: model="
              + String.join(", model=", parts.values("model")));
    }
    if (judged.size() > 1 && judged.stream().anyMatch(part -> part.possible() == part.faces())) {
      throw new IllegalArgumentException(
          "its bars count different things; name one: label="
              + String.join(", label=", parts.values("label")));
    }
    return judged;
  }

  private Measured verdicts(Citation citation, IntPredicate verdict) {
    faceByFace();
    var judged = judged(parts.of(citation.of()));
    var such = (int) judged.stream().filter(part -> verdict.test(part.counted())).count();
    return whole(
        "%s of %s",
        "%s%d of %d faces %s, %s"
            .formatted(
                said(citation), such, judged.size(), citation.quantity(), numbers.judgeWords()),
        such,
        judged.size());
  }

  private Measured compared(Citation citation) {
    faceByFace();
    var rest = new HashMap<>(citation.of());
    var than = rest.remove("than");
    var model = rest.get("model");
    if (than == null || model == null) {
      throw new IllegalArgumentException(
          "\"%s\" compares two models; name both: model=…&than=…".formatted(citation.quantity()));
    }
    var first = byPlace(parts.of(rest));
    rest.put("model", than);
    var second = byPlace(parts.of(rest));
    var differences = new ArrayList<Integer>();
    first.forEach((place, points) -> {
      var other = second.get(place);
      if (other != null) {
        differences.add(points - other);
      }
    });
    if (differences.size() < 2) {
      throw new IllegalArgumentException(
          "%s and %s have %d faces of the same prompt and seed in it, and two are needed"
              .formatted(model, than, differences.size()));
    }
    var paired = PairedDifference.of(differences);
    var words =
        String.format(
            Locale.ROOT,
            "%s against %s, face by face: %d better, %d the same, %d worse; %.2f points per face"
                + " (95 %% interval %.2f to %.2f, n = %d pairs), %s",
            model,
            than,
            paired.better(),
            paired.same(),
            paired.worse(),
            paired.mean(),
            paired.interval().lower(),
            paired.interval().upper(),
            paired.pairs(),
            numbers.judgeWords());
    return switch (citation.quantity()) {
      case "better" -> whole("%s of %s", words, paired.better(), paired.pairs());
      case "same" -> whole("%s of %s", words, paired.same(), paired.pairs());
      case "worse" -> whole("%s of %s", words, paired.worse(), paired.pairs());
      case "difference" -> new Measured(List.of(paired.mean()), false, 2, "%s", words);
      default ->
          new Measured(
              List.of(paired.interval().lower(), paired.interval().upper()),
              false,
              2,
              "%s to %s",
              words);
    };
  }

  private void faceByFace() {
    if (numbers.counted() != ResultNumbers.Counted.FACES) {
      throw new IllegalArgumentException("a chart does not tell of single faces; cite a table");
    }
  }

  private static Map<String, Integer> byPlace(List<Part> parts) {
    var points = new HashMap<String, Integer>();
    for (var part : parts) {
      if (part.possible() > 0 && points.put(part.place(), part.counted()) != null) {
        throw new IllegalArgumentException(
            "it has two faces of one model, prompt and seed; cite a table with one run of each");
      }
    }
    return points;
  }

  private static Measured whole(String form, String words, int... values) {
    return new Measured(
        java.util.Arrays.stream(values).mapToObj(it -> (double) it).toList(),
        false,
        0,
        form,
        words);
  }

  /// `angry: `, or nothing for the whole result.
  private static String said(Citation citation) {
    return citation.of().isEmpty() ? "" : String.join(", ", citation.of().values()) + ": ";
  }
}
