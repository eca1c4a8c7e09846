package lab.harmony.reports.grid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.reports.grid.GridFact.Epoch;
import lab.harmony.reports.grid.GridFact.Known;
import lab.harmony.runs.images.ImageAxis;

/// The pictures of a grid as a strip: the epochs of a training beside each other, the prompts below
/// each other, for whoever wants to see how one face becomes another.
///
/// @param epochs in words, in their order
/// @param prompts in words, in the order in which they stand in the grid
/// @param places of each placed picture `(rest · prompts + prompt) · epochs + epoch`; the rest is
///   all else that tells pictures apart
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
    var besides = besides(grid, epoch);
    var rests = new HashMap<List<String>, Integer>();
    var places = new ArrayList<Long>(shown.size());
    for (var picture : shown) {
      var rest = besides.stream().map(fact -> grid.axis(fact).of(picture)).toList();
      long number = rests.computeIfAbsent(rest, _ -> rests.size());
      places.add(
          (number * prompts.size() + at(promptNumbers, Prompt.of(picture))) * epochs.size()
              + at(epochNumbers, values.of(picture)));
    }
    return new EpochWalk(epochs.stream().map(epoch::describe).toList(), words(prompts), places);
  }

  /// What neither the prompt says nor the epoch: an adapter of the training is another at each.
  private static List<GridFact> besides(Grid grid, Epoch epoch) {
    return Stream.of(
            grid.axes().facts().stream(),
            grid.axes().inner().stream(),
            Stream.<GridFact>of(Known.BASE))
        .flatMap(facts -> facts)
        .distinct()
        .filter(fact -> !fact.equals(epoch) && !fact.equals(ARCHETYPE) && !fact.equals(EMOTION))
        .filter(fact -> fact != Known.ADAPTERS && !fact.equals(GridFact.of(ImageAxis.MODEL)))
        .filter(fact -> fact != Known.RUN && fact != Known.EXPERIMENT && fact.lasts())
        .filter(
            fact -> !(fact instanceof GridFact.AdapterWeight weight && epoch.has(weight.adapter())))
        .toList();
  }

  /// The cell, and the wording where a cell has several.
  private static List<String> words(List<Prompt> prompts) {
    return prompts.stream()
        .map(prompt ->
            prompts.stream().filter(other -> other.cell().equals(prompt.cell())).count() == 1
                ? prompt.cell()
                : "%s, %s".formatted(prompt.cell(), prompt.wording()))
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
