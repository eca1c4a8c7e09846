package lab.harmony.comparison;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;

/// What runs of some experiments draw, or drew, of certain prompts, whatever their seeds. Runs that
/// ended without a picture draw nothing.
final class DrawnFaces {

  /// All that decides a face, and who reads it.
  private record Face(MatrixPrompt prompt, Recipe recipe, String judge, String judgeSha256) {

    static Face of(GenerateSpec spec, MatrixPrompt prompt) {
      return new Face(prompt, spec.recipe(prompt), spec.judge(), spec.judgeSha256());
    }
  }

  private final Map<Face, RunId> faces;

  private DrawnFaces(Map<Face, RunId> faces) {
    this.faces = faces;
  }

  /// Of the prompts of these faces.
  static DrawnFaces of(RunQueue runs, Collection<FaceSource> sources) {
    return of(
        runs,
        sources.stream().map(source -> source.spec().experiment()).collect(Collectors.toSet()),
        sources.stream().map(source -> seeded(source.prompt(), 0)).collect(Collectors.toSet()));
  }

  /// Of the prompts of an order.
  static DrawnFaces of(RunQueue runs, PairOrder order) {
    var specs = order.parts().stream().map(PairOrder.Part::spec).toList();
    return of(
        runs,
        specs.stream().map(GenerateSpec::experiment).collect(Collectors.toSet()),
        specs.stream()
            .flatMap(spec -> spec.prompts().stream())
            .map(prompt -> seeded(prompt, 0))
            .collect(Collectors.toSet()));
  }

  private static DrawnFaces of(
      RunQueue runs, Set<String> experiments, Set<MatrixPrompt> withoutSeed) {
    var faces = new HashMap<Face, RunId>();
    experiments.stream()
        .flatMap(experiment -> runs.of(experiment).stream())
        .filter(DrawnFaces::draws)
        .forEach(run ->
            run.spec().prompts().stream()
                .filter(prompt -> withoutSeed.contains(seeded(prompt, 0)))
                .forEach(prompt -> faces.put(Face.of(run.spec(), prompt), run.id())));
    return new DrawnFaces(faces);
  }

  private static boolean draws(Run run) {
    return !run.state().isOver() || run.images() > 0;
  }

  /// Whether a run draws this face with another seed.
  boolean has(FaceSource source, long seed) {
    return faces.containsKey(Face.of(source.spec(), seeded(source.prompt(), seed)));
  }

  /// Which runs draw a face of an order, in the order of their names.
  List<RunId> drawing(PairOrder order) {
    var found = new TreeSet<String>();
    for (var part : order.parts()) {
      for (var prompt : part.spec().prompts()) {
        var run = faces.get(Face.of(part.spec(), prompt));
        if (run != null) {
          found.add(run.value());
        }
      }
    }
    return found.stream().map(RunId::new).toList();
  }

  /// The same prompt with another seed.
  static MatrixPrompt seeded(MatrixPrompt prompt, long seed) {
    return new MatrixPrompt(
        prompt.archetype(),
        prompt.emotion(),
        prompt.cfgScale(),
        seed,
        prompt.prompt(),
        prompt.negativePrompt());
  }
}
