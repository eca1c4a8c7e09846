package lab.harmony.sparse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.workspace.LabVersion;

/// A grid with all its pictures: those that were drawn and those that were not.
final class SparseGrid {

  /// More pictures are no grid that anybody looks at.
  static final int MOST = 30_000;

  /// Fewer say nothing of a share.
  static final int FEWEST_IN_CELL = 4;

  private static final List<SparseAxis> AXES = List.of(SparseAxis.values());

  /// Of these the first drawers come, the last axis fastest; behind them those of the matrix.
  private static final int DRAWING = 4;

  private final SparseTable table;
  private final List<List<String>> values;
  private final List<GenerateSpec> drawers;
  private final Map<Key, int[]> known = new HashMap<>();

  /// What a picture is known by.
  private record Key(Recipe recipe, MatrixPrompt prompt) {}

  /// @param values the words of each axis, in the order of [SparseAxis]
  /// @param drawers the whole matrix by each that draws
  private SparseGrid(SparseTable table, List<List<String>> values, List<GenerateSpec> drawers) {
    this.table = table;
    this.values = List.copyOf(values);
    this.drawers = List.copyOf(drawers);
    for (int drawer = 0; drawer < drawers.size(); drawer++) {
      var spec = drawers.get(drawer);
      for (int at = 0; at < spec.prompts().size(); at++) {
        var prompt = spec.prompts().get(at);
        known.put(new Key(spec.recipe(prompt), prompt), place(drawer, at));
      }
    }
  }

  /// @throws IllegalArgumentException in words, if its cells have too few pictures
  static SparseGrid of(SparseSource source, List<GenerateSpec> drawers) {
    var prompts = drawers.getFirst().prompts();
    return new SparseGrid(table(source, prompts), values(source, prompts), drawers);
  }

  /// The grid as numbers.
  ///
  /// @throws IllegalArgumentException in words, if its cells have too few pictures
  static SparseTable table(SparseSource source, List<MatrixPrompt> prompts) {
    var table =
        new SparseTable(
            values(source, prompts).stream().map(List::size).toList(),
            source.cells().stream().map(AXES::indexOf).toList());
    if (table.placesOfCell() < FEWEST_IN_CELL) {
      throw new IllegalArgumentException(
          "\"cells\" makes %d cells of %d pictures, and a share needs %d pictures or more; name fewer axes there, or ask for more seeds"
              .formatted(table.cells(), table.placesOfCell(), FEWEST_IN_CELL));
    }
    return table;
  }

  private static List<List<String>> values(SparseSource source, List<MatrixPrompt> prompts) {
    return List.of(
        source.models(),
        source.adapters().stream().map(SparseGrid::adapters).toList(),
        source.samplers(),
        source.steps().stream().map(steps -> "steps " + steps).toList(),
        prompts.stream().map(MatrixPrompt::archetype).distinct().toList(),
        prompts.stream().map(MatrixPrompt::emotion).distinct().toList(),
        prompts.stream().map(it -> "CFG " + number(it.cfgScale())).distinct().toList(),
        prompts.stream().map(it -> "seed " + it.seed()).distinct().toList());
  }

  private static String adapters(List<String> together) {
    return together.isEmpty() ? "no adapter" : String.join(" + ", together);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  SparseTable table() {
    return table;
  }

  /// What an axis is called and its values, of those that have several or make cells.
  Map<SparseAxis, List<String>> axes() {
    var axes = new LinkedHashMap<SparseAxis, List<String>>();
    for (int axis = 0; axis < AXES.size(); axis++) {
      if (values.get(axis).size() > 1 || table.asked().contains(axis)) {
        axes.put(AXES.get(axis), values.get(axis));
      }
    }
    return axes;
  }

  /// The words of a cell, one for each axis of cells.
  List<String> words(int cell) {
    var at = table.valuesOf(cell);
    var words = new ArrayList<String>();
    for (int axis = 0; axis < at.length; axis++) {
      words.add(values.get(table.asked().get(axis)).get(at[axis]));
    }
    return words;
  }

  private int[] sizes(int from, int to) {
    return table.levels().subList(from, to).stream().mapToInt(Integer::intValue).toArray();
  }

  private int[] place(int drawer, int prompt) {
    var place = new int[AXES.size()];
    spread(drawer, place, 0, sizes(0, DRAWING));
    spread(prompt, place, DRAWING, sizes(DRAWING, AXES.size()));
    return place;
  }

  private static void spread(int number, int[] place, int first, int[] sizes) {
    int left = number;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      place[first + axis] = left % sizes[axis];
      left /= sizes[axis];
    }
  }

  private static int number(int[] place, int first, int[] sizes) {
    int number = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      number = number * sizes[axis] + place[first + axis];
    }
    return number;
  }

  /// Where a picture of a run stands; empty where it is none of this grid.
  Optional<int[]> place(GenerateSpec run, MatrixPrompt prompt) {
    return Optional.ofNullable(known.get(new Key(run.recipe(prompt), prompt)))
        .map(place -> Arrays.copyOf(place, place.length));
  }

  /// How many of these places each draws.
  Map<Recipe, Long> drawnBy(List<int[]> places) {
    return places.stream()
        .collect(
            Collectors.groupingBy(
                place -> drawers.get(number(place, 0, sizes(0, DRAWING))).recipe().of(List.of()),
                Collectors.counting()));
  }

  /// How many of all each draws beside these.
  Map<Recipe, Long> leftBeside(List<int[]> places) {
    var left = new HashMap<Recipe, Long>();
    drawers.forEach(
        spec -> left.merge(spec.recipe().of(List.of()), (long) spec.prompts().size(), Long::sum));
    drawnBy(places).forEach((recipe, count) -> left.merge(recipe, -count, Long::sum));
    return left;
  }

  /// The runs that draw exactly these places, one for each model, sampler, steps and adapters.
  List<GenerateSpec> specs(List<int[]> places) {
    var wanted = new LinkedHashMap<Recipe, List<MatrixPrompt>>();
    for (var place : places) {
      var spec = drawers.get(number(place, 0, sizes(0, DRAWING)));
      wanted
          .computeIfAbsent(spec.recipe().of(List.of()), _ -> new ArrayList<>())
          .add(spec.prompts().get(number(place, DRAWING, sizes(DRAWING, AXES.size()))));
    }
    var like = drawers.getFirst();
    return wanted.entrySet().stream()
        .map(one ->
            new GenerateSpec(
                like.experiment(),
                like.cellId(),
                one.getKey(),
                like.judge(),
                like.judgeSha256(),
                one.getValue(),
                LabVersion.current()))
        .toList();
  }
}
