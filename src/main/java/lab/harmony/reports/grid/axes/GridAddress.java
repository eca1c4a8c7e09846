package lab.harmony.reports.grid.axes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.reports.grid.axes.GridAxes.Role;
import lab.harmony.reports.grid.axes.GridFilter.Trait;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.review.marks.Worded;
import lab.harmony.review.tags.PictureTag;
import lab.harmony.runs.RunId;

/// Everything a link to a grid says: which experiments, which layout, measured against which run,
/// which cell.
///
/// Written as
/// `experiments/baseline/grid?rows=archetype&columns=emotion&columns=model&bar=sampler&at=DDIM&with=base-models&cell=soft~happy~doodle-base~DDIM`.
/// `third` of older links is one more axis of `columns`.
///
/// @param with further experiments whose pictures stand in the same grid
/// @param layout how, at which step of the bar, measured by which run, by whom, which pictures
/// @param onlyDifferences whether pairs with equal points are left out
/// @param cell the cell that is looked at
public record GridAddress(
    String experiment,
    List<String> with,
    GridLayout layout,
    boolean onlyDifferences,
    Optional<CellAddress> cell) {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

  public GridAddress {
    with = with.stream().distinct().filter(slug -> !slug.equals(experiment)).toList();
  }

  public static GridAddress of(String experiment) {
    return new GridAddress(
        experiment, List.of(), GridLayout.of(GridAxes.STANDARD), false, Optional.empty());
  }

  public GridAxes axes() {
    return layout.axes();
  }

  /// Whose rates and verdicts it shows.
  public RatedBy by() {
    return layout.by();
  }

  /// The run whose settings are the measure of fairness, unless the grid may choose.
  public Optional<RunId> like() {
    return layout.like();
  }

  public List<String> experiments() {
    return Stream.concat(Stream.of(experiment), with.stream()).toList();
  }

  public GridAddress withAxes(GridAxes other) {
    return with(new GridLayout(other, kept(other), layout.like(), layout.by(), layout.filter()));
  }

  /// The values of the bar that another layout still steps through.
  private List<String> kept(GridAxes other) {
    return other.bar().stream().map(GridAxis::fact).toList().equals(barFacts())
        ? layout.at()
        : List.of();
  }

  private List<GridFact> barFacts() {
    return axes().bar().stream().map(GridAxis::fact).toList();
  }

  public GridAddress withCell(Optional<CellAddress> other) {
    return new GridAddress(experiment, with, layout, onlyDifferences, other);
  }

  public GridAddress withExperiments(List<String> others) {
    return new GridAddress(
        experiment, others, layout.like(Optional.empty()), onlyDifferences, Optional.empty());
  }

  public GridAddress withLike(Optional<RunId> run) {
    return with(layout.like(run));
  }

  public GridAddress withJudge(RatedBy other) {
    var judged = new GridLayout(layout.axes(), layout.at(), layout.like(), other, layout.filter());
    return new GridAddress(experiment, with, judged, onlyDifferences, cell);
  }

  public GridAddress withFilter(GridFilter other) {
    return with(layout.filtered(other));
  }

  /// The same at other values of the bar.
  public GridAddress at(List<String> values) {
    return with(layout.at(values));
  }

  private GridAddress with(GridLayout other) {
    return new GridAddress(experiment, with, other, onlyDifferences, Optional.empty());
  }

  public GridAddress withOnlyDifferences(boolean only) {
    return new GridAddress(experiment, with, layout, only, cell);
  }

  /// Reads the parameters of a link. What it cannot read it names, so that a mistyped link is not
  /// silently another grid.
  public static Reading read(String experiment, Map<String, List<String>> parameters) {
    var problems = new ArrayList<String>();
    var axes = axes(parameters, problems);
    var with =
        parameters.getOrDefault("with", List.of()).stream()
            .filter(slug -> SLUG.matcher(slug).matches())
            .toList();
    var like = one(parameters, "like").flatMap(text -> run(text, problems));
    var cell = one(parameters, "cell").map(CellAddress::parse);
    var by = one(parameters, "by").flatMap(word -> judge(word, problems)).orElse(RatedBy.BOTH);
    var layout =
        new GridLayout(
            axes, parameters.getOrDefault("at", List.of()), like, by, filter(parameters, problems));
    var only = one(parameters, "differences").filter("only"::equals).isPresent();
    return new Reading(
        new GridAddress(experiment, with, layout, only, cell), List.copyOf(problems));
  }

  /// An address, and what in the link could not be followed.
  public record Reading(GridAddress address, List<String> problems) {}

  private static GridAxes axes(Map<String, List<String>> parameters, List<String> problems) {
    var standard = GridAxes.STANDARD;
    var rows = axes(parameters, "rows", problems);
    var columns = new ArrayList<>(axes(parameters, "columns", problems));
    if (columns.isEmpty()) {
      columns.add(standard.column());
    }
    columns.addAll(axes(parameters, "third", problems));
    var split = columns.size() > 1 || parameters.containsKey("third");
    if (!split && !parameters.containsKey("rows") && !parameters.containsKey("columns")) {
      columns.addAll(standard.nested());
    }
    try {
      return new GridAxes(
          rows.isEmpty() ? standard.rows() : rows, columns, axes(parameters, "bar", problems));
    } catch (IllegalArgumentException _) {
      problems.add(
          "Rows, columns and further axes must be different; this link names one axis twice. The"
              + " standard layout is shown.");
      return standard;
    }
  }

  private static List<GridAxis> axes(
      Map<String, List<String>> parameters, String name, List<String> problems) {
    var found = new ArrayList<GridAxis>();
    for (var text : parameters.getOrDefault(name, List.of())) {
      if (!text.isBlank() && !text.equals("none")) {
        try {
          found.add(GridAxis.parse(text));
        } catch (IllegalArgumentException problem) {
          problems.add(String.valueOf(problem.getMessage()));
        }
      }
    }
    return found;
  }

  private static GridFilter filter(Map<String, List<String>> parameters, List<String> problems) {
    var kept = new LinkedHashSet<GridFilter.Kept>();
    for (var word : parameters.getOrDefault("show", List.of())) {
      Worded.named(Trait.values(), word)
          .<GridFilter.Kept>map(trait -> trait)
          .or(() -> GridFilter.SaidBlind.parse(word))
          .ifPresentOrElse(
              kept::add,
              () ->
                  problems.add(
                      "Pictures cannot be filtered by \"%s\"; show can be one of %s, session.ID=VERDICT."
                          .formatted(
                              word,
                              Stream.of(Trait.values())
                                  .map(Trait::word)
                                  .collect(Collectors.joining(", ")))));
    }
    for (var text : parameters.getOrDefault("tag", List.of())) {
      PictureTag.in(text)
          .ifPresentOrElse(
              tag -> kept.add(new GridFilter.Tagged(tag)),
              () ->
                  problems.add("\"%s\" is no tag, so nothing is filtered by it.".formatted(text)));
    }
    return new GridFilter(kept);
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
    put(parameters, "with", with);
    for (var role : Role.values()) {
      put(parameters, role.word(), axes().in(role).stream().map(GridAxis::toString).toList());
    }
    put(parameters, "at", layout.at());
    like().ifPresent(run -> parameters.put("like", List.of(run.value())));
    if (by() != RatedBy.BOTH) {
      parameters.put("by", List.of(by().word()));
    }
    put(
        parameters,
        "show",
        Stream.concat(
                layout.filter().traits().stream().map(Trait::word),
                layout.filter().blind().stream().map(GridFilter.SaidBlind::text))
            .toList());
    put(parameters, "tag", layout.filter().tags().stream().map(PictureTag::word).toList());
    if (onlyDifferences) {
      parameters.put("differences", List.of("only"));
    }
    cell.ifPresent(address -> parameters.put("cell", List.of(address.toString())));
    return parameters;
  }

  private static void put(Map<String, List<String>> parameters, String name, List<String> values) {
    if (!values.isEmpty()) {
      parameters.put(name, values);
    }
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
