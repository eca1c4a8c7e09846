package lab.harmony.reports.grid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.json.Json;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridFact.AdapterWeight;
import lab.harmony.reports.grid.facts.GridFact.Epoch;
import lab.harmony.reports.grid.facts.GridFact.Known;
import lab.harmony.reports.grid.facts.GridFact.Setting;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.GridPosition;
import lab.harmony.reports.grid.facts.ItemFact;
import lab.harmony.reports.grid.facts.RaterFact;
import lab.harmony.reports.grid.facts.SessionFact;
import lab.harmony.runs.images.ImageAxis;

/// A grid of which most is not there, as the source of a sparse cell that draws a balanced part of
/// it first and counts what is there.
///
/// @param source of the cell
/// @param places of the whole grid
/// @param there how many of them have a picture
public record GridSparse(String source, long places, int there) {

  /// Fewer are drawn at once.
  private static final int FEWEST = 64;

  private static final long MOST = 30_000;
  private static final int MOST_RUNS = 100;

  /// Of a grid whose values, taken together, have at least twice as many places as pictures, and
  /// whose pictures differ in nothing that a cell cannot ask for.
  static Optional<GridSparse> of(Grid grid) {
    var refused = grid.refused().stream().map(Refusal::picture).collect(Collectors.toSet());
    var pictures =
        grid.known().stream()
            .filter(picture -> !refused.contains(picture))
            .filter(grid.isChosen(grid.axes().chosen()))
            .toList();
    return pictures.isEmpty() ? Optional.empty() : new Asked(grid, pictures).sparse();
  }

  /// What one picture of the grid is known by.
  private record Place(GridPosition position, Recipe recipe) {
    static Place of(GridPicture picture) {
      return new Place(picture.position(), picture.settings().recipe());
    }
  }

  private record Asked(Grid grid, List<GridPicture> pictures) {

    Optional<GridSparse> sparse() {
      var recipes =
          GridPicture.eachRecipe(pictures).stream().map(one -> one.settings().recipe()).toList();
      var sizes = distinct(recipes, one -> one.width() + "×" + one.height());
      var common = distinct(recipes, Asked::common);
      var adapters = distinct(recipes, one -> adapters(one).orElse(""));
      var steps = distinct(recipes, one -> Integer.toString(one.steps()));
      var templates = each(picture -> picture.settings().template());
      var runs = each(picture -> picture.id().run().value());
      if (Stream.of(sizes, templates, common).anyMatch(values -> values.size() > 1)
          || templates.getFirst().isEmpty()
          || adapters.contains("")
          || runs.size() > MOST_RUNS
          || recipes.stream().anyMatch(one -> !one.conditions().isEmpty())) {
        return Optional.empty();
      }
      var recipe = recipes.getFirst();
      var models = ordered(Known.BASE);
      var samplers = ordered(new Setting(RecipeFact.SAMPLER));
      var matrix =
          Stream.of(ImageAxis.ARCHETYPE, ImageAxis.EMOTION, ImageAxis.CFG, ImageAxis.SEED)
              .map(axis -> ordered(GridFact.of(axis)))
              .toList();
      long places =
          Stream.concat(Stream.of(models, adapters, samplers, steps), matrix.stream())
              .mapToLong(List::size)
              .reduce(1, (one, other) -> Math.min(one * other, MOST + 1));
      int there = (int) pictures.stream().map(Place::of).distinct().count();
      if (places < FEWEST || places > MOST || there * 2L > places) {
        return Optional.empty();
      }
      var lines = new ArrayList<String>();
      lines.add("models: " + texts(models));
      lines.add("adapters: " + texts(adapters));
      lines.add("template: " + text(templates.getFirst()));
      lines.add("archetypes: " + texts(matrix.get(0)));
      lines.add("emotions: " + texts(matrix.get(1)));
      lines.add("cfg_scales: " + numbers(matrix.get(2)));
      lines.add("seeds: " + numbers(matrix.get(3)));
      lines.add("samplers: " + texts(samplers));
      lines.add("steps: " + numbers(steps));
      lines.add("width: " + recipe.width());
      lines.add("height: " + recipe.height());
      recipe.vae().map(FileUse::name).ifPresent(name -> lines.add("vae: " + text(name)));
      recipe.prediction().ifPresent(word -> lines.add("prediction: " + text(word)));
      recipe.precision().ifPresent(word -> lines.add("precision: " + text(word)));
      lines.add("clip_skip: " + recipe.clipSkip());
      lines.add("cells: [%s]".formatted(String.join(", ", cells())));
      lines.add("reaches: 50");
      lines.add("scores: " + (grid.total().machine().images() > 0 ? "machine" : "human"));
      lines.add("with: " + texts(runs));
      lines.add("rounds: 1");
      return Optional.of(new GridSparse(String.join("\n", lines), places, there));
    }

    private static List<String> distinct(List<Recipe> recipes, Function<Recipe, String> fact) {
      return recipes.stream().map(fact).distinct().toList();
    }

    private List<String> each(Function<GridPicture, String> fact) {
      return pictures.stream().map(fact).distinct().toList();
    }

    /// The values of a fact among these pictures, in their order.
    private List<String> ordered(GridFact fact) {
      var there = new HashSet<>(each(picture -> grid.axis(fact).of(picture)));
      return grid.values(fact).stream().filter(there::contains).toList();
    }

    /// The axes that make cells: what lies down and across.
    private Collection<String> cells() {
      var words = new LinkedHashSet<String>();
      Stream.concat(grid.axes().rows().stream(), grid.axes().columns().stream().limit(1))
          .map(GridAxis::fact)
          .filter(fact -> each(picture -> grid.axis(fact).of(picture)).size() > 1)
          .flatMap(fact -> cell(fact).stream())
          .forEach(words::add);
      return words.isEmpty() ? List.of(ImageAxis.EMOTION.word()) : words;
    }

    private static Optional<String> cell(GridFact fact) {
      return switch (fact) {
        case GridFact.Asked asked -> Optional.of(asked.axis().word());
        case Setting setting ->
            List.of(RecipeFact.SAMPLER, RecipeFact.STEPS).contains(setting.name())
                ? Optional.of(setting.text())
                : Optional.empty();
        case AdapterWeight _, Epoch _ -> Optional.of("adapters");
        case Known known ->
            switch (known) {
              case BASE -> Optional.of(ImageAxis.MODEL.word());
              case ADAPTERS -> Optional.of("adapters");
              default -> Optional.empty();
            };
        case GridFact.Phrase _, ItemFact _, RaterFact _, SessionFact _ -> Optional.empty();
      };
    }

    /// What all pictures of one cell of a notebook have in common.
    private static String common(Recipe recipe) {
      return List.of(recipe.vae(), recipe.prediction(), recipe.precision(), recipe.clipSkip())
          .toString();
    }

    /// As a cell asks for them: `none`, `soft:0.8 + thin:1`; empty where it cannot.
    private static Optional<String> adapters(Recipe recipe) {
      var words = new ArrayList<String>();
      for (var use : recipe.adapters()) {
        var weight = weight(use);
        if (weight.isEmpty()) {
          return Optional.empty();
        }
        words.add(use.name() + ":" + weight.get());
      }
      return Optional.of(words.isEmpty() ? "none" : String.join(" + ", words));
    }

    private static Optional<String> weight(AdapterUse use) {
      return use.weights().size() == 1
              && use.weights().getFirst().unet() == use.weights().getFirst().text()
          ? Optional.of(use.weights().getFirst().words())
          : Optional.empty();
    }

    private static String texts(List<String> values) {
      return "[%s]".formatted(values.stream().map(Asked::text).collect(Collectors.joining(", ")));
    }

    /// Quoted as JSON has it, which a source reads too.
    private static String text(String value) {
      return Json.MAPPER.writeValueAsString(value);
    }

    private static String numbers(List<String> values) {
      return "[%s]".formatted(String.join(", ", values));
    }
  }
}
