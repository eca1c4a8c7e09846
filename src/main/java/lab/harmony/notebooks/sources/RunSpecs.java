package lab.harmony.notebooks.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.diffusion.prompt.AdapterTag;
import lab.harmony.diffusion.prompt.Prompt;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.sampling.methods.Sampler;
import lab.harmony.diffusion.sampling.schedules.Prediction;
import lab.harmony.models.Model;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.notebooks.cells.Basis;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.sources.RunSource.Generate;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.prompts.PromptProblem;
import lab.harmony.prompts.WorkspacePrompts;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.Condition;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.LabVersion;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Turns the source of a run cell into a complete run spec.
@Component
public class RunSpecs {
  private final WorkspacePrompts prompts;
  private final RunQueue runs;
  private final ObjectProvider<ModelCatalogue> catalogue;

  RunSpecs(WorkspacePrompts prompts, RunQueue runs, ObjectProvider<ModelCatalogue> catalogue) {
    this.prompts = prompts;
    this.runs = runs;
    this.catalogue = catalogue;
  }

  /// What an imported run's pictures rest on: which run it is.
  public static Basis basis(RunId imported) {
    return new Basis(
        Map.of(Basis.SETTINGS, NamedFacts.of(Fact.of("imported", imported.value()))),
        () -> FormerInputs.of(imported));
  }

  /// @throws CellProblem naming the line and what was expected
  public GenerateSpec spec(ExperimentSlug experiment, CellId cell, Generate source) {
    var problems = new CellProblem.Collector();
    var model = problems.attempt(() -> model(source));
    var sampler = problems.attempt(() -> sampler(source));
    var prompts = problems.attempt(() -> prompts(source));
    var adapters = prompts.flatMap(made -> problems.attempt(() -> adapters(source, made)));
    var asked = source.options();
    var vae = asked.vae().flatMap(name -> problems.attempt(() -> vae(source, name)));
    var start =
        asked
            .start()
            .flatMap(image -> problems.attempt(() -> start(source, image, asked.strength())));
    problems.throwIfAny();
    var found = model.orElseThrow();
    var judge = catalogue.getObject().judge();
    var recipe =
        new Recipe(
            new FileUse(found.name().value(), found.sha256()),
            vae,
            adapters.orElseThrow(),
            source.options().prediction().map(Prediction::word),
            Optional.of(source.options().precision().word()),
            source.options().clipSkip(),
            sampler.orElseThrow().displayName(),
            source.steps(),
            source.width() == 0 ? found.nativeSize() : source.width(),
            source.height() == 0 ? found.nativeSize() : source.height(),
            List.of(),
            start.stream().toList());
    return new GenerateSpec(
        experiment.value(),
        cell.value(),
        recipe,
        judge.name().value(),
        judge.sha256(),
        prompts.orElseThrow(),
        LabVersion.current());
  }

  /// What the pictures of a spec rest on.
  public static Basis basis(GenerateSpec spec) {
    return new Basis(
        Map.of(
            Basis.SETTINGS, settings(spec),
            Basis.PROMPTS, wording(spec),
            Basis.ADAPTERS, adapters(spec),
            Basis.MODEL, NamedFacts.of(Fact.of("sha256", spec.recipe().model().sha256())),
            Basis.JUDGE, NamedFacts.of(Fact.of("sha256", spec.judgeSha256()))),
        () -> FormerInputs.of(spec));
  }

  /// What is asked for but for the words and the content of the model and the adapters.
  private static NamedFacts settings(GenerateSpec spec) {
    var facts = new ArrayList<Fact>();
    for (var fact : spec.recipe().facts()) {
      switch (fact.name()) {
        case RecipeFact.MODEL -> facts.add(Fact.of(fact.name(), fact.value()));
        case RecipeFact.ADAPTER -> {}
        default -> facts.addAll(named(fact).facts());
      }
    }
    for (var prompt : spec.prompts()) {
      facts.add(Fact.of("archetype", prompt.archetype()));
      facts.add(Fact.of("emotion", prompt.emotion()));
      facts.add(Fact.of("cfg", prompt.cfgScale()));
      facts.add(Fact.of("seed", prompt.seed()));
    }
    return new NamedFacts(facts);
  }

  private static NamedFacts named(RecipeFact fact) {
    return NamedFacts.of(Fact.of(fact.name(), fact.value()), Fact.of("sha256", fact.sha256()));
  }

  private static NamedFacts wording(GenerateSpec spec) {
    return new NamedFacts(
        spec.prompts().stream()
            .flatMap(prompt ->
                Stream.of(
                    Fact.of("prompt", prompt.prompt()),
                    Fact.of("negative", prompt.negativePrompt())))
            .toList());
  }

  private static NamedFacts adapters(GenerateSpec spec) {
    return new NamedFacts(
        spec.recipe().facts().stream()
            .filter(fact -> fact.name().equals(RecipeFact.ADAPTER))
            .flatMap(fact -> named(fact).facts().stream())
            .toList());
  }

  private Model model(Generate source) {
    var models = catalogue.getObject();
    try {
      return models
          .find(new ModelName(source.model()))
          .orElseThrow(() -> source.problem("model", models.missing(source.model())));
    } catch (IllegalArgumentException e) {
      throw source.problem("model", String.valueOf(e.getMessage()));
    }
  }

  private static Sampler sampler(Generate source) {
    try {
      return Sampler.byName(source.sampler());
    } catch (IllegalArgumentException e) {
      throw source.problem("sampler", String.valueOf(e.getMessage()));
    }
  }

  private FileUse vae(Generate source, String name) {
    var there = catalogue.getObject().vaes();
    return there.stream()
        .filter(vae -> vae.name().value().equals(ModelName.composed(name)))
        .findFirst()
        .map(vae -> new FileUse(vae.name().value(), vae.sha256()))
        .orElseThrow(() ->
            source.problem(
                "vae",
                "there is no autoencoder \"%s\"; there %s"
                    .formatted(
                        name,
                        there.isEmpty()
                            ? "is none in the models folder"
                            : "are: "
                                + there.stream()
                                    .map(vae -> vae.name().value())
                                    .collect(Collectors.joining(", ")))));
  }

  private Condition start(Generate source, ImageId image, double strength) {
    return runs.image(image)
        .<Condition>map(found -> new Condition.Start(image.toString(), found.sha256(), strength))
        .orElseThrow(() ->
            source.problem("start", "there is no picture \"%s\" in this lab".formatted(image)));
  }

  /// `soft` or `soft:0.8` as it stands in a prompt.
  private static String tag(Generate source, String adapter) {
    var parts = adapter.split(":", 2);
    var weight = parts.length == 1 ? "1" : parts[1].strip();
    if (!weight.matches("-?\\d+(\\.\\d+)?")) {
      throw source.problem(
          "adapters",
          "\"adapters\" needs names with weights, for instance soft:0.8; got \"%s\""
              .formatted(adapter));
    }
    return "<lora:%s:%s>".formatted(parts[0].strip(), weight);
  }

  /// The adapters that the prompts name, with their hashes.
  private List<AdapterUse> adapters(Generate source, List<MatrixPrompt> prompts) {
    var there = catalogue.getObject();
    return prompts.stream()
        .map(MatrixPrompt::prompt)
        .distinct()
        .flatMap(prompt -> Prompt.parse(prompt, PromptSyntax.WEIGHTED).adapters().stream())
        .map(AdapterTag::name)
        .distinct()
        .map(name ->
            there
                .adapter(name)
                .map(adapter -> AdapterUse.of(name, adapter.sha256()))
                .orElseThrow(() -> source.problem("adapters", there.missingAdapter(name))))
        .toList();
  }

  private List<MatrixPrompt> prompts(Generate source) {
    try {
      var tags = source.adapters().stream().map(name -> tag(source, name)).toList();
      var library = prompts.library();
      var matrix =
          source
              .prompts()
              .map(asked -> asked.in(library, source))
              .orElseGet(() -> library.matrix(source.matrix()).prompts());
      return matrix.stream().map(prompt -> prompt.with(tags)).toList();
    } catch (PromptProblem e) {
      throw new CellProblem(0, "The prompt files cannot be used: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw source.problem(String.valueOf(e.getMessage()));
    }
  }
}
