package lab.harmony.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.comparison.Comparison;
import lab.harmony.comparison.FaceSource;
import lab.harmony.comparison.PairOrder;
import lab.harmony.comparison.PairOrders;
import lab.harmony.comparison.arms.Arm;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.models.AdapterFile;
import lab.harmony.models.KeptAdapter;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.RunRow;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.FixedRecipe;
import lab.harmony.training.records.TrainingShelf.Training;
import lab.harmony.workspace.LabVersion;
import org.springframework.stereotype.Service;

/// Runs that draw the fixed prompts of a training as its epochs do, with further seeds: plans them,
/// and finds what any run has drawn so. An epoch takes part by the adapter that the training kept
/// after it, at the weight at which it was trained; before the first one the model is alone.
@Service
public class EpochRuns {

  /// So many digits of a SHA-256 tell files apart for people.
  private static final int SHORT = 12;

  /// More runs of one model alone, or of one adapter, than a lab draws of the fixed prompts.
  static final int MOST_RUNS = 5_000;

  private final TrainingQueue queue;
  private final ModelCatalogue models;
  private final RunQueue runs;
  private final PairOrders orders;

  EpochRuns(TrainingQueue queue, ModelCatalogue models, RunQueue runs, PairOrders orders) {
    this.queue = queue;
    this.models = models;
    this.runs = runs;
    this.orders = orders;
  }

  /// A face that a run drew as an epoch would have.
  ///
  /// @param words of its prompt, without the adapter
  /// @param points of the training's judge; empty where it did not read it
  public record Further(RunImage image, String words, Optional<Integer> points) {}

  /// What runs drew of the fixed prompts of one epoch.
  ///
  /// @param open runs that are not over
  /// @param coming faces that these have still to draw
  public record OfEpoch(List<Further> faces, List<RunId> open, int coming) {

    static final OfEpoch NOTHING = new OfEpoch(List.of(), List.of(), 0);

    public OfEpoch {
      faces = List.copyOf(faces);
      open = List.copyOf(open);
    }
  }

  /// What runs drew of a training, by epoch.
  ///
  /// @param notes what is not counted and why, and which files are others by now, in sentences
  public record Found(Map<Integer, OfEpoch> epochs, List<String> notes) {

    public static final Found NOTHING = new Found(Map.of(), List.of());

    public Found {
      epochs = Map.copyOf(epochs);
      notes = List.copyOf(notes);
    }

    public OfEpoch of(int epoch) {
      return epochs.getOrDefault(epoch, OfEpoch.NOTHING);
    }
  }

  /// The words by which a fixed prompt is known, without adapters.
  public static String words(String prompt, String negative) {
    return prompt + "\nnot: " + negative;
  }

  /// How runs draw an epoch.
  ///
  /// @param spec of all its fixed prompts, with their seeds
  /// @param words of each prompt without its seed, and without the adapter
  private record Way(GenerateSpec spec, Map<MatrixPrompt, String> words) {

    boolean draws(Run run, MatrixPrompt prompt) {
      return words.containsKey(seedless(prompt))
          && !spec.prompts().contains(prompt)
          && run.spec().recipe(prompt).equals(spec.recipe(prompt));
    }

    Further further(RunImage image) {
      return new Further(
          image,
          Objects.requireNonNull(words.get(seedless(image.prompt()))),
          MachineVerdict.of(image)
              .filter(verdict ->
                  verdict.judge().equals(spec.judge())
                      && verdict.judgeSha256().equals(spec.judgeSha256()))
              .map(MachineVerdict::points));
    }
  }

  private static MatrixPrompt seedless(MatrixPrompt prompt) {
    return new MatrixPrompt(
        prompt.archetype(),
        prompt.emotion(),
        prompt.cfgScale(),
        0,
        prompt.prompt(),
        prompt.negativePrompt());
  }

  /// What runs drew so far as the epochs of a training draw, besides its own faces.
  public Found found(Training training) {
    var found = new LinkedHashMap<Integer, OfEpoch>();
    var notes = new ArrayList<String>();
    for (var evaluation : training.evaluations()) {
      if (evaluation.isOfEpoch() && evaluation.epoch() > 0) {
        found(training, evaluation).ifPresent(ofEpoch -> found.put(evaluation.epoch(), ofEpoch));
        replaced(training, evaluation).ifPresent(notes::add);
        notCounted(training, evaluation).ifPresent(notes::add);
      }
    }
    if (!found.isEmpty()) { // the model alone is in many runs, and has partners only then
      training.evaluations().stream()
          .filter(evaluation -> evaluation.isOfEpoch() && evaluation.epoch() == 0)
          .findFirst()
          .flatMap(evaluation -> found(training, evaluation))
          .ifPresent(ofModel -> found.put(0, ofModel));
    }
    return new Found(found, notes);
  }

  /// That the file of an epoch is another than the one that drew its pictures.
  private Optional<String> replaced(Training training, Evaluation evaluation) {
    var kept = KeptAdapter.ofEpoch(training.name(), evaluation.epoch());
    var now = models.kept(kept.name().value()).map(AdapterFile::sha256);
    return evaluation
        .adapter()
        .filter(noted -> now.isPresent() && !now.get().equals(noted))
        .map(noted ->
            "The file of the adapter of %s is another than the one that drew the pictures of this epoch (SHA-256 %s, now %s): nothing more can be drawn of it."
                .formatted(kept.words(), shortened(noted), shortened(now.orElseThrow())));
  }

  private static String shortened(String sha256) {
    return sha256.substring(0, Math.min(SHORT, sha256.length()));
  }

  /// How many faces of the fixed prompts runs drew with an adapter of that name which is not known
  /// to be that of the epoch.
  private Optional<String> notCounted(Training training, Evaluation evaluation) {
    var recipe = FixedRecipe.of(training.spec());
    if (recipe.isEmpty()) {
      return Optional.empty();
    }
    var kept = KeptAdapter.ofEpoch(training.name(), evaluation.epoch());
    var name = kept.name().value();
    var known = file(kept, evaluation);
    var drawnBy = recipe.get().with(List.of(AdapterUse.of(name, ""))).drawnBy();
    var rows = runs.using(recipe.get().model().sha256(), drawnBy, MOST_RUNS);
    var others = new LinkedHashMap<String, List<Run>>();
    for (var run : runs.find(rows.stream().map(RunRow::id).toList())) {
      run.spec().recipe().adapters().stream()
          .filter(adapter ->
              adapter.name().equals(name) && !known.equals(Optional.of(adapter.sha256())))
          .forEach(
              adapter -> others.computeIfAbsent(adapter.sha256(), _ -> new ArrayList<>()).add(run));
    }
    int faces = 0;
    for (var other : others.entrySet()) {
      try {
        var way = way(training, evaluation, "", Optional.of(other.getKey()));
        faces += found(way, other.getValue()).faces().size();
      } catch (IllegalArgumentException e) {
        return Optional
            .empty(); // nothing counts for this epoch, and whoever wants more is told why
      }
    }
    return faces == 0
        ? Optional.empty()
        : Optional.of(
            "%d %s drawn by runs with an adapter called %s %s not counted for epoch %d: %s."
                .formatted(
                    faces,
                    faces == 1 ? "face" : "faces",
                    name,
                    faces == 1 ? "is" : "are",
                    evaluation.epoch(),
                    known.isPresent()
                        ? "it was in another file"
                        : "which file drew the epoch is not known, for %s, and the training did not note its SHA-256"
                            .formatted(models.missingAdapter(name))));
  }

  /// The SHA-256 of the file that drew an epoch: as the training noted it, else that of the file
  /// that is kept.
  private Optional<String> file(KeptAdapter kept, Evaluation evaluation) {
    return evaluation.adapter().or(() -> models.kept(kept.name().value()).map(AdapterFile::sha256));
  }

  private Optional<OfEpoch> found(Training training, Evaluation evaluation) {
    Way way;
    try {
      way = way(training, evaluation, "", Optional.empty());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // whoever wants more of it is told why
    }
    var file = way.spec.recipe().files().reduce((_, last) -> last).orElseThrow();
    var rows = runs.using(file, way.spec.drawnBy(), MOST_RUNS).stream().map(RunRow::id).toList();
    return Optional.of(found(way, runs.find(rows))).filter(it -> !it.equals(OfEpoch.NOTHING));
  }

  private OfEpoch found(Way way, List<Run> among) {
    var drawing = new LinkedHashMap<RunId, Set<Integer>>();
    for (var run : among) {
      var prompts = run.spec().prompts();
      var places =
          IntStream.range(0, prompts.size())
              .filter(at -> way.draws(run, prompts.get(at)))
              .boxed()
              .collect(Collectors.toSet());
      if (!places.isEmpty()) {
        drawing.put(run.id(), places);
      }
    }
    var faces = new ArrayList<Further>();
    for (var image : runs.images(drawing.keySet())) {
      if (drawing.getOrDefault(image.id().run(), Set.of()).contains(image.id().index())) {
        faces.add(way.further(image));
      }
    }
    var open =
        among.stream()
            .filter(run -> drawing.containsKey(run.id()) && !run.state().isOver())
            .map(Run::id)
            .toList();
    long coming =
        open.stream()
            .mapToLong(id ->
                drawing.getOrDefault(id, Set.of()).size()
                    - faces.stream().filter(face -> face.image().id().run().equals(id)).count())
            .sum();
    return new OfEpoch(faces, open, (int) coming);
  }

  /// What would be drawn for so many pairs more of two epochs; nothing is queued.
  ///
  /// @throws IllegalArgumentException in words, if no such pairs can be drawn
  public PairOrder plan(
      Training training, Comparison comparison, Evaluation first, Evaluation second, int pairs) {
    var now = found(training);
    int coming = now.of(first.epoch()).coming() + now.of(second.epoch()).coming();
    if (coming > 0) {
      throw new IllegalArgumentException(
          "%d faces of these are on their way already. Wait for them, or cancel their runs."
              .formatted(coming));
    }
    var experiment = experiment(training.name());
    var ofFirst = way(training, first, experiment, Optional.empty());
    var ofSecond = way(training, second, experiment, Optional.empty());
    requireFile(training, first);
    requireFile(training, second);
    return orders.plan(
        comparison,
        pairs,
        faces -> {
          var drawn = new LinkedHashMap<String, FaceSource>();
          var firsts = sources(comparison.first());
          faces.forEach(face ->
              drawn.put(
                  face.source(), drawn(firsts.contains(face.source()) ? ofFirst : ofSecond, face)));
          return drawn;
        });
  }

  private static Set<String> sources(Arm arm) {
    return arm.faces().stream().map(ArmFace::source).collect(Collectors.toSet());
  }

  private static FaceSource drawn(Way way, ArmFace face) {
    var place = face.place();
    return way.spec.prompts().stream()
        .filter(prompt ->
            prompt.archetype().equals(place.archetype())
                && prompt.emotion().equals(place.emotion())
                && prompt.cfgScale() == place.cfgScale())
        .findFirst()
        .map(prompt -> new FaceSource(way.spec, prompt, Optional.empty()))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "The prompt of %s is not on record.".formatted(face.source())));
  }

  /// @throws IllegalArgumentException in words, if the file that drew an epoch is not here
  private void requireFile(Training training, Evaluation evaluation) {
    if (evaluation.epoch() == 0) {
      return;
    }
    var name = KeptAdapter.ofEpoch(training.name(), evaluation.epoch()).name().value();
    replaced(training, evaluation)
        .ifPresent(words -> {
          throw new IllegalArgumentException(words);
        });
    if (models.kept(name).isEmpty()) {
      throw new IllegalArgumentException(
          "It cannot be drawn with: %s.".formatted(models.missingAdapter(name)));
    }
  }

  /// @param file the SHA-256 of the adapter, if another than that of the epoch is meant
  /// @throws IllegalArgumentException in words, if the records do not say it or something is gone
  private Way way(
      Training training, Evaluation evaluation, String experiment, Optional<String> file) {
    var recipe =
        FixedRecipe.of(training.spec())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "How %s drew its fixed prompts is not on record, as of trainings that labs of before made."
                        .formatted(training.name())));
    var kept =
        evaluation.epoch() == 0
            ? Optional.<KeptAdapter>empty()
            : Optional.of(KeptAdapter.ofEpoch(training.name(), evaluation.epoch()));
    var drawnWith =
        recipe.with(kept.map(adapter -> use(adapter, file, evaluation)).stream().toList());
    var tags = kept.map(EpochRuns::tag).stream().toList();
    var prompts = new LinkedHashSet<MatrixPrompt>();
    var words = new LinkedHashMap<MatrixPrompt, String>();
    for (var face : evaluation.faces()) {
      var drawn =
          face.drawn()
              .filter(it -> it.settings().equals(drawnWith.settings()))
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "The fixed prompts of %s were drawn otherwise than this lab draws them, or it is not on record how: labs of before did not keep it."
                          .formatted(
                              KeptAdapter.ofEpoch(training.name(), evaluation.epoch()).words())));
      var prompt =
          new MatrixPrompt(
                  face.archetype(),
                  face.emotion(),
                  face.cfgScale(),
                  drawn.seed(),
                  drawn.prompt(),
                  drawn.negativePrompt())
              .with(tags);
      prompts.add(prompt);
      words.put(seedless(prompt), words(drawn.prompt(), drawn.negativePrompt()));
    }
    var judge =
        evaluation.faces().stream()
            .flatMap(face -> face.drawn().stream())
            .map(Evaluation.Drawn::reading)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("This epoch has no face."));
    return new Way(
        new GenerateSpec(
            experiment,
            "",
            drawnWith,
            judge.judge(),
            judge.judgeSha256(),
            List.copyOf(prompts),
            LabVersion.current()),
        words);
  }

  private AdapterUse use(KeptAdapter kept, Optional<String> file, Evaluation evaluation) {
    var name = kept.name().value();
    return file.or(() -> file(kept, evaluation))
        .map(sha256 -> AdapterUse.of(name, sha256))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "It cannot be drawn with: %s.".formatted(models.missingAdapter(name))));
  }

  private static String tag(KeptAdapter kept) {
    return "<lora:%s:%d>".formatted(kept.name(), FixedRecipe.WEIGHT);
  }

  /// To whose experiment the runs belong.
  private String experiment(ModelName training) {
    return queue.specs().stream()
        .filter(found -> found.spec().filter(spec -> spec.name().equals(training)).isPresent())
        .map(TrainingQueue.FoundSpec::experiment)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "No experiment has a training.yaml of the name %s any more, to which the runs would belong."
                    .formatted(training)));
  }
}
