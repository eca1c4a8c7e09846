package lab.harmony.reports.grid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.reports.grid.axes.AxisValues;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.facts.AdapterNames;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridFact.Epoch;
import lab.harmony.reports.grid.facts.GridFact.Known;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.runs.images.ImageAxis;

/// The pictures of a grid as a strip: the epochs of a training beside each other, the prompts below
/// each other, for whoever wants to see how one face becomes another.
///
/// @param epochs in words, in their order
/// @param prompts in words, in the order in which they stand in the grid
/// @param places of each placed picture `(rest · prompts + prompt) · epochs + epoch`, each once;
///   the rest is all else that tells pictures apart
public record EpochWalk(List<String> epochs, List<String> prompts, List<Long> places) {

  private static final GridFact ARCHETYPE = GridFact.of(ImageAxis.ARCHETYPE);
  private static final GridFact EMOTION = GridFact.of(ImageAxis.EMOTION);

  public EpochWalk {
    epochs = List.copyOf(epochs);
    prompts = List.copyOf(prompts);
    places = List.copyOf(places);
  }

  private record Prompt(String archetype, String emotion, String wording, String negative) {
    static Prompt of(GridPicture picture) {
      var settings = picture.settings();
      return new Prompt(
          picture.position().archetype(),
          picture.position().emotion(),
          settings.prompt(),
          settings.negativePrompt());
    }

    String cell() {
      return archetype + " × " + emotion;
    }
  }

  /// Where epochs lie across or down the grid and more than one is shown.
  public static Optional<EpochWalk> of(Grid grid) {
    var shown = grid.placed().stream().map(PlacedPicture::picture).toList();
    return Stream.concat(grid.axes().columns().stream(), grid.axes().rows().stream())
        .map(GridAxis::fact)
        .filter(Epoch.class::isInstance)
        .map(Epoch.class::cast)
        .filter(epoch ->
            shown.stream().map(picture -> grid.axis(epoch).of(picture)).distinct().limit(2).count()
                > 1)
        .findFirst()
        .map(epoch -> of(grid, epoch, shown));
  }

  private static EpochWalk of(Grid grid, Epoch epoch, List<GridPicture> shown) {
    var values = grid.axis(epoch);
    var epochs =
        values.all().stream()
            .filter(value -> shown.stream().anyMatch(picture -> values.of(picture).equals(value)))
            .toList();
    var epochNumbers = numbers(epochs);
    var prompts = shown.stream().map(Prompt::of).distinct().toList();
    var promptNumbers = numbers(prompts);
    var beside = new Rest(grid, epoch, shown);
    var rests = new HashMap<List<Object>, Integer>();
    var taken = new HashMap<List<Object>, Integer>();
    var places = new ArrayList<Long>(shown.size());
    for (var picture : shown) {
      var rest = beside.of(picture);
      int prompt = at(promptNumbers, Prompt.of(picture));
      int column = at(epochNumbers, values.of(picture));
      int again = taken.merge(List.of(rest, prompt, column), 1, Integer::sum);
      long number = rests.computeIfAbsent(List.of(rest, again), _ -> rests.size());
      places.add((number * prompts.size() + prompt) * epochs.size() + column);
    }
    return new EpochWalk(epochs.stream().map(epoch::describe).toList(), words(prompts), places);
  }

  /// What neither the prompt says nor the epoch.
  private static final class Rest {
    private final Grid grid;
    private final Epoch epoch;
    private final List<GridFact> facts;

    /// How strongly the training takes part where it does, first: pictures without it stand there.
    private final List<String> weights;

    Rest(Grid grid, Epoch epoch, List<GridPicture> shown) {
      this.grid = grid;
      this.epoch = epoch;
      this.facts =
          Stream.concat(
                  besides(grid, epoch),
                  Stream.of(Known.EXPERIMENT, Known.RUN)
                      .filter(grid.axes().facts()::contains)
                      .filter(fact -> isBeside(grid.axis(fact), grid.axis(epoch), shown)))
              .toList();
      this.weights =
          GridPicture.eachRecipe(shown).stream()
              .map(this::weight)
              .filter(one -> !one.isEmpty())
              .toList();
    }

    List<String> of(GridPicture picture) {
      var own = new ArrayList<String>();
      facts.forEach(fact -> own.add(grid.axis(fact).of(picture)));
      var weight = weight(picture);
      own.add(weight.isEmpty() && !weights.isEmpty() ? weights.getFirst() : weight);
      AdapterNames.in(picture)
          .filter(adapter -> !epoch.has(adapter.name()))
          .map(adapter -> adapter.name() + " " + adapter.weightWords())
          .sorted()
          .forEach(own::add);
      return List.copyOf(own);
    }

    private String weight(GridPicture picture) {
      return AdapterNames.in(picture)
          .filter(adapter -> epoch.has(adapter.name()))
          .map(AdapterUse::weightWords)
          .collect(Collectors.joining(" and "));
    }

    /// Whether an epoch is there at several values, and some value has several epochs: else the
    /// value is another with each epoch, and nothing could be walked.
    private static boolean isBeside(AxisValues values, AxisValues epochs, List<GridPicture> shown) {
      return isOneToMany(epochs, values, shown) && isOneToMany(values, epochs, shown);
    }

    private static boolean isOneToMany(
        AxisValues ones, AxisValues others, List<GridPicture> shown) {
      var first = new HashMap<String, String>();
      for (var picture : shown) {
        var other = others.of(picture);
        if (!other.equals(first.computeIfAbsent(ones.of(picture), _ -> other))) {
          return true;
        }
      }
      return false;
    }
  }

  /// An adapter of the training is another at each epoch, so that its weight is told by [Rest].
  private static Stream<GridFact> besides(Grid grid, Epoch epoch) {
    return Stream.of(
            grid.axes().facts().stream(),
            grid.axes().inner().stream(),
            Stream.<GridFact>of(Known.BASE))
        .flatMap(facts -> facts)
        .distinct()
        .filter(fact -> !fact.equals(epoch) && !fact.equals(ARCHETYPE) && !fact.equals(EMOTION))
        .filter(fact -> fact != Known.ADAPTERS && !fact.equals(GridFact.of(ImageAxis.MODEL)))
        .filter(fact -> fact != Known.RUN && fact != Known.EXPERIMENT && fact.lasts())
        .filter(fact ->
            !(fact instanceof GridFact.AdapterWeight weight && epoch.has(weight.adapter())));
  }

  /// The cell, and which of its wordings it is where a cell has several: a wording is too long to
  /// be read at each step.
  private static List<String> words(List<Prompt> prompts) {
    var all = new HashMap<String, Integer>();
    prompts.forEach(prompt -> all.merge(prompt.cell(), 1, Integer::sum));
    var before = new HashMap<String, Integer>();
    return prompts.stream()
        .map(prompt -> {
          int number = before.merge(prompt.cell(), 1, Integer::sum);
          int of = all.getOrDefault(prompt.cell(), 1);
          return of == 1
              ? prompt.cell()
              : "%s, wording %d of %d".formatted(prompt.cell(), number, of);
        })
        .toList();
  }

  private static <T> Map<T, Integer> numbers(List<T> all) {
    var numbers = new LinkedHashMap<T, Integer>();
    IntStream.range(0, all.size()).forEach(at -> numbers.put(all.get(at), at));
    return numbers;
  }

  private static <T> int at(Map<T, Integer> numbers, T one) {
    return Objects.requireNonNull(numbers.get(one));
  }
}
