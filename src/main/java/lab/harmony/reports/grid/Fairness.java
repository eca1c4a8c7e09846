package lab.harmony.reports.grid;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridFact.Known;
import lab.harmony.reports.grid.facts.GridFact.Phrase;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.GridSettings;
import lab.harmony.runs.RunId;

/// Tells which pictures may be compared: those that differ in nothing but the axes. What is an axis
/// itself may differ, and with it what it decides: a wording its template, words of the prompt no
/// others.
///
/// One run is the measure: the one asked for, or the one with the most pictures (of equals the
/// newest). What it says of sampler, steps, size, template, wording and model file holds for all.
/// Runs that agree add what the measure leaves open (the wording of further cells, the file of a
/// further model); a run that contradicts is refused as a whole, because a wording that differs in
/// one cell is another template in all of them.
final class Fairness {

  private static final String MODEL_FILE = "model file";

  /// What is asked for beyond the usual: everything of the recipe that has no name of its own here.
  private static final Fact OPTIONS = new Fact("options", "");

  private final Map<Fact, String> measure = new HashMap<>();

  /// By the settings of pictures, which thousands share: told apart by their identity.
  private final Map<GridSettings, Map<Kind, Facts>> kinds = new IdentityHashMap<>();

  private final Map<GridPicture, Facts> known = new IdentityHashMap<>();
  private final List<GridPicture> fair = new ArrayList<>();
  private final List<Refusal> refused = new ArrayList<>();
  private final Set<GridFact> axes;
  private final List<Phrase> phrases;

  /// Then models are told apart without adapters, those of all pictures.
  private final boolean adaptersTold;

  private boolean oneNegativePrompt = true;

  /// @param axes what the pictures may differ in
  Fairness(Collection<GridPicture> pictures, Optional<RunId> like, Collection<GridFact> axes) {
    this.axes = Set.copyOf(axes);
    adaptersTold = axes.stream().anyMatch(GridAxes::tellsAdapters);
    phrases = axes.stream().filter(Phrase.class::isInstance).map(Phrase.class::cast).toList();
    var runs = runsInOrder(pictures, like);
    if (!runs.isEmpty()) {
      var first = runs.getFirst();
      oneNegativePrompt = hasOneNegativePrompt(first);
      learnMajority(first);
      sortEach(first, differences(first));
      runs.stream().skip(1).forEach(this::sortTogether);
    }
  }

  List<GridPicture> fair() {
    return fair;
  }

  List<Refusal> refused() {
    return refused;
  }

  /// One thing that must be equal, and where: everywhere, in one cell, or for one model.
  private record Fact(String what, String where) {

    static final Set<String> OF_A_WHOLE_RUN = Set.of("template", "prompt", MODEL_FILE);
  }

  /// What the facts of a picture follow from besides its settings; most pictures of a run agree in
  /// both.
  private record Kind(String model, String archetype, String emotion) {
    static Kind of(GridPicture picture) {
      var position = picture.position();
      return new Kind(position.model(), position.archetype(), position.emotion());
    }
  }

  /// What must be equal, of all pictures of a kind; each kind has one, told from others by its
  /// identity.
  private static final class Facts {
    private final Map<Fact, String> values;

    Facts(Map<Fact, String> values) {
      this.values = values;
    }
  }

  private static List<List<GridPicture>> runsInOrder(
      Collection<GridPicture> pictures, Optional<RunId> like) {
    var runs =
        pictures.stream()
            .collect(groupingBy(picture -> picture.id().run(), LinkedHashMap::new, toList()));
    return runs.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<RunId, List<GridPicture>>, Boolean>comparing(
                    run -> !like.equals(Optional.of(run.getKey())))
                .thenComparing(
                    comparing((Map.Entry<RunId, List<GridPicture>> run) -> run.getValue().size())
                        .reversed())
                .thenComparing(
                    comparing((Map.Entry<RunId, List<GridPicture>> run) -> newest(run.getValue()))
                        .reversed()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Instant newest(List<GridPicture> run) {
    return run.stream().map(GridPicture::createdAt).max(Comparator.naturalOrder()).orElseThrow();
  }

  /// A template's negative prompt may hold placeholders; then it is compared cell by cell, like the
  /// prompt.
  private static boolean hasOneNegativePrompt(List<GridPicture> run) {
    return run.stream()
            .collect(
                groupingBy(
                    Fairness::promptCell,
                    collectingAndThen(
                        groupingBy(picture -> picture.settings().negativePrompt(), counting()),
                        Fairness::mostFrequent)))
            .values()
            .stream()
            .collect(toSet())
            .size()
        == 1;
  }

  private void learnMajority(List<GridPicture> run) {
    var counts = new HashMap<Fact, Map<String, Long>>();
    run.stream()
        .collect(groupingBy(this::facts, IdentityHashMap::new, counting()))
        .forEach((facts, many) ->
            facts.values.forEach((fact, value) ->
                counts.computeIfAbsent(fact, _ -> new HashMap<>()).merge(value, many, Long::sum)));
    counts.forEach((fact, values) -> measure.put(fact, mostFrequent(values)));
  }

  private static String mostFrequent(Map<String, Long> values) {
    return values.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }

  private void sortEach(List<GridPicture> run, Map<Facts, List<Difference>> differences) {
    for (var picture : run) {
      var own = of(picture, differences);
      if (own.isEmpty()) {
        fair.add(picture);
      } else {
        refused.add(new Refusal(picture, own));
      }
    }
  }

  private void sortTogether(List<GridPicture> run) {
    var differences = differences(run);
    var contradictions =
        differences.values().stream()
            .flatMap(List::stream)
            .filter(difference -> Fact.OF_A_WHOLE_RUN.contains(difference.what()))
            .findFirst();
    if (contradictions.isPresent()) {
      for (var picture : run) {
        var own = of(picture, differences);
        refused.add(new Refusal(picture, own.isEmpty() ? List.of(contradictions.get()) : own));
      }
    } else {
      sortEach(run, differences);
      differences.keySet().stream()
          .filter(facts -> differences(facts).isEmpty())
          .forEach(facts -> facts.values.forEach(measure::putIfAbsent));
    }
  }

  private List<Difference> of(GridPicture picture, Map<Facts, List<Difference>> differences) {
    return Objects.requireNonNull(differences.get(facts(picture)));
  }

  /// What each kind of a run's pictures differs in from the measure as it is now, in the order of
  /// the pictures.
  private Map<Facts, List<Difference>> differences(List<GridPicture> run) {
    var all = new LinkedHashMap<Facts, List<Difference>>();
    run.forEach(picture -> all.computeIfAbsent(facts(picture), this::differences));
    return all;
  }

  private List<Difference> differences(Facts facts) {
    return facts.values.entrySet().stream()
        .flatMap(fact -> {
          var expected = measure.getOrDefault(fact.getKey(), fact.getValue());
          return expected.equals(fact.getValue())
              ? Stream.<Difference>empty()
              : Stream.of(new Difference(fact.getKey().what(), expected, fact.getValue()));
        })
        .toList();
  }

  private Facts facts(GridPicture picture) {
    return known.computeIfAbsent(
        picture,
        one ->
            kinds
                .computeIfAbsent(one.settings(), _ -> new HashMap<>())
                .computeIfAbsent(Kind.of(one), _ -> new Facts(read(one))));
  }

  private Map<Fact, String> read(GridPicture picture) {
    var settings = picture.settings();
    var facts = recipe(picture);
    var byTemplate = axes.contains(Known.TEMPLATE);
    if (!axes.contains(Known.WORDING)) {
      if (phrases.isEmpty() && !byTemplate) {
        facts.put(new Fact("template", ""), settings.template());
      }
      // A template decides its wording: within one the cells have to agree, also within none.
      facts.put(
          new Fact("prompt", promptCell(picture) + (byTemplate ? settings.template() : "")),
          withoutPhrases(settings.prompt()));
    }
    if (!axes.contains(Known.NEGATIVE)) {
      var where = oneNegativePrompt ? "" : promptCell(picture);
      facts.put(
          new Fact("negative prompt", byTemplate ? where + settings.template() : where),
          settings.negativePrompt());
    }
    return facts;
  }

  private String withoutPhrases(String prompt) {
    var left = prompt;
    for (var phrase : phrases) {
      left = phrase.leftOf(left);
    }
    return left;
  }

  private boolean mayDiffer(RecipeFact fact) {
    return Recipe.SETTINGS.contains(fact.name())
        && axes.contains(new GridFact.Setting(fact.name()));
  }

  /// Adapters may differ where they are an axis; where the weight of one is, the others may not.
  private boolean mayDiffer(AdapterUse adapter) {
    return axes.contains(Known.ADAPTERS)
        || axes.contains(new GridFact.AdapterWeight(adapter.name()))
        || axes.stream()
            .anyMatch(axis -> axis instanceof GridFact.Epoch epoch && epoch.has(adapter.name()));
  }

  /// All of the recipe that is no axis. What draws is one: of it the files and the weights are
  /// compared, model by model.
  private Map<Fact, String> recipe(GridPicture picture) {
    var recipe = picture.settings().recipe();
    var model = adaptersTold ? recipe.model().name() : picture.position().model();
    var facts = new LinkedHashMap<Fact, String>();
    facts.put(new Fact("steps", ""), "");
    facts.put(new Fact("sampler", ""), "");
    facts.put(OPTIONS, "");
    facts.put(new Fact("size", ""), "");
    facts.put(new Fact(MODEL_FILE, model), "");
    facts.put(new Fact("adapters", model), "");
    for (var fact : recipe.facts()) {
      if (mayDiffer(fact)) {
        facts.put(new Fact(fact.name() + " file", fact.value()), fact.sha256());
        continue;
      }
      switch (fact.name()) {
        case RecipeFact.GUIDANCE -> {}
        case RecipeFact.SAMPLER, RecipeFact.STEPS, RecipeFact.SIZE ->
            facts.put(new Fact(fact.name(), ""), fact.value());
        case RecipeFact.MODEL -> facts.put(new Fact(MODEL_FILE, model), fact.sha256());
        case RecipeFact.ADAPTER -> {
          var adapter = adapter(recipe, fact);
          if (mayDiffer(adapter)) {
            facts.put(new Fact("file of adapter " + adapter.name(), ""), fact.sha256());
          } else {
            facts.merge(new Fact("adapters", model), fact.textWithHash(), Fairness::joined);
          }
        }
        default -> facts.merge(OPTIONS, fact.name() + " " + fact.textWithHash(), Fairness::joined);
      }
    }
    return facts;
  }

  private static AdapterUse adapter(Recipe recipe, RecipeFact fact) {
    return recipe.adapters().stream()
        .filter(use -> use.sha256().equals(fact.sha256()) && fact.value().startsWith(use.name()))
        .findFirst()
        .orElseThrow();
  }

  private static String joined(String one, String other) {
    return one.isEmpty() ? other : one + ", " + other;
  }

  private static String promptCell(GridPicture picture) {
    return picture.position().archetype() + "/" + picture.position().emotion();
  }
}
