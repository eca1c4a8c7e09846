package lab.harmony.reports.grid;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.harmony.review.RatedBy;
import lab.harmony.review.Worded;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.ImageAxis;

/// Everything a link to a grid says: which experiments, which layout, measured against which run,
/// which cell.
///
/// Written as
/// `experiments/baseline/grid?rows=archetype&columns=emotion&third=model&with=base-models&cell=soft~happy~doodle-base`.
///
/// @param with further experiments whose pictures stand in the same grid
/// @param like the run whose settings are the measure of fairness, unless the grid may choose
/// @param by whose rates and verdicts it shows
/// @param onlyDifferences whether pairs with equal points are left out
/// @param cell the cell that is looked at
public record GridAddress(
    String experiment,
    List<String> with,
    GridAxes axes,
    Optional<RunId> like,
    RatedBy by,
    boolean onlyDifferences,
    Optional<CellAddress> cell) {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

  public GridAddress {
    with = with.stream().distinct().filter(slug -> !slug.equals(experiment)).toList();
  }

  public static GridAddress of(String experiment) {
    return new GridAddress(
        experiment,
        List.of(),
        GridAxes.STANDARD,
        Optional.empty(),
        RatedBy.BOTH,
        false,
        Optional.empty());
  }

  public List<String> experiments() {
    var all = new ArrayList<String>();
    all.add(experiment);
    all.addAll(with);
    return List.copyOf(all);
  }

  public GridAddress withAxes(GridAxes other) {
    return new GridAddress(experiment, with, other, like, by, onlyDifferences, Optional.empty());
  }

  public GridAddress withCell(Optional<CellAddress> other) {
    return new GridAddress(experiment, with, axes, like, by, onlyDifferences, other);
  }

  public GridAddress withExperiments(List<String> others) {
    return new GridAddress(
        experiment, others, axes, Optional.empty(), by, onlyDifferences, Optional.empty());
  }

  public GridAddress withLike(Optional<RunId> run) {
    return new GridAddress(experiment, with, axes, run, by, onlyDifferences, Optional.empty());
  }

  public GridAddress withJudge(RatedBy other) {
    return new GridAddress(experiment, with, axes, like, other, onlyDifferences, cell);
  }

  public GridAddress withOnlyDifferences(boolean only) {
    return new GridAddress(experiment, with, axes, like, by, only, cell);
  }

  /// Reads the parameters of a link. What it cannot read it names, so that a mistyped link is not
  /// silently another grid.
  public static Reading read(String experiment, Map<String, List<String>> parameters) {
    var problems = new ArrayList<String>();
    var rows = axis(parameters, "rows", problems).orElse(GridAxes.STANDARD.rows());
    var columns = axis(parameters, "columns", problems).orElse(GridAxes.STANDARD.columns());
    var third =
        parameters.containsKey("third") || parameters.containsKey("rows")
            ? axis(parameters, "third", problems)
            : GridAxes.STANDARD.third();
    var axes = GridAxes.STANDARD;
    try {
      axes = new GridAxes(rows, columns, third);
    } catch (IllegalArgumentException _) {
      problems.add(
          "Rows, columns and third axis must be different; this link names one axis twice. The"
              + " standard layout is shown.");
    }
    var with =
        parameters.getOrDefault("with", List.of()).stream()
            .filter(slug -> SLUG.matcher(slug).matches())
            .toList();
    var like = one(parameters, "like").flatMap(text -> run(text, problems));
    var cell = one(parameters, "cell").flatMap(CellAddress::parse);
    var by = one(parameters, "by").flatMap(word -> judge(word, problems)).orElse(RatedBy.BOTH);
    var only = one(parameters, "differences").filter("only"::equals).isPresent();
    return new Reading(
        new GridAddress(experiment, with, axes, like, by, only, cell), List.copyOf(problems));
  }

  /// An address, and what in the link could not be followed.
  public record Reading(GridAddress address, List<String> problems) {}

  private static Optional<ImageAxis> axis(
      Map<String, List<String>> parameters, String name, List<String> problems) {
    var word = one(parameters, name).filter(text -> !text.isBlank() && !text.equals("none"));
    var axis = word.flatMap(ImageAxis::ofWord);
    if (word.isPresent() && axis.isEmpty()) {
      problems.add(
          "There is no axis \"%s\"; %s can be one of %s."
              .formatted(word.get(), name, ImageAxis.words()));
    }
    return axis;
  }

  private static Optional<RatedBy> judge(String word, List<String> problems) {
    var by = Worded.named(RatedBy.values(), word);
    if (by.isEmpty()) {
      problems.add(
          "There is no judge \"%s\"; by can be people, machine or both. Both are shown."
              .formatted(word));
    }
    return by;
  }

  private static Optional<RunId> run(String text, List<String> problems) {
    try {
      return Optional.of(new RunId(text));
    } catch (IllegalArgumentException _) {
      problems.add(
          "\"%s\" is not the id of a run; the grid chose its own measure.".formatted(text));
      return Optional.empty();
    }
  }

  private static Optional<String> one(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of()).stream().findFirst();
  }

  /// The parameters of a link to this grid, in a fixed order.
  public Map<String, List<String>> parameters() {
    var parameters = new LinkedHashMap<String, List<String>>();
    if (!with.isEmpty()) {
      parameters.put("with", with);
    }
    parameters.put("rows", List.of(axes.rows().word()));
    parameters.put("columns", List.of(axes.columns().word()));
    axes.third().ifPresent(axis -> parameters.put("third", List.of(axis.word())));
    like.ifPresent(run -> parameters.put("like", List.of(run.value())));
    if (by != RatedBy.BOTH) {
      parameters.put("by", List.of(by.word()));
    }
    if (onlyDifferences) {
      parameters.put("differences", List.of("only"));
    }
    cell.ifPresent(address -> parameters.put("cell", List.of(address.toString())));
    return parameters;
  }

  /// The path of the grid, without a leading slash, with its parameters.
  public String path() {
    return "experiments/%s/grid?%s"
        .formatted(
            experiment,
            parameters().entrySet().stream()
                .flatMap(entry ->
                    entry.getValue().stream()
                        .map(value ->
                            entry.getKey()
                                + "="
                                + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&")));
  }
}
