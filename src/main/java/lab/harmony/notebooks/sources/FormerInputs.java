package lab.harmony.notebooks.sources;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.analytics.ScoreSource;
import lab.harmony.notebooks.cells.Inputs;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.Recipe;
import lab.harmony.review.JudgeAgreement;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.RunId;
import lab.harmony.workspace.Sha256;

/// The hashes that labs before format 2 of [Inputs] kept: over what Java printed of their classes
/// then. Written out here word by word, so that what those labs executed is not stale today,
/// whatever the classes are called and have. Nothing new is ever hashed so; this goes when no
/// notebook of format 1 is left to open.
public final class FormerInputs {
  private static final String USUAL_OPTIONS =
      "GenerateOptions[clipSkip=Optional.empty, vae=Optional.empty, prediction=Optional.empty,"
          + " precision=Optional.empty, start=Optional.empty]";

  private FormerInputs() {}

  static Inputs of(RunId imported) {
    return inputs(Map.of("settings", hash(imported.value())));
  }

  static Inputs of(GenerateSpec spec) {
    var recipe = spec.recipe();
    var places = list(spec.prompts().stream().map(FormerInputs::place).toList());
    var settings =
        "%s %s %s %s×%s %s"
            .formatted(
                recipe.model().name(),
                recipe.sampler(),
                recipe.steps(),
                recipe.width(),
                recipe.height(),
                places);
    var prompts = list(spec.prompts().stream().map(FormerInputs::prompt).toList());
    var adapters =
        list(recipe.adapters().stream().map(use -> file(use.name(), use.sha256())).toList());
    return inputs(
        Map.of(
            "settings",
            hash(settings + options(recipe)),
            "prompts",
            hash(recipe.adapters().isEmpty() ? prompts : prompts + adapters),
            "model",
            recipe.model().sha256(),
            "judge",
            spec.judgeSha256()));
  }

  static Inputs of(Evidence evidence) {
    return inputs(
        Map.of(
            "settings",
            hash(source(evidence.source())),
            "pictures",
            ScopePictures.hash(
                evidence.judgements().pictures().stream().map(JudgedPicture::image).toList()),
            "scores",
            hash(said(evidence.judgements()))));
  }

  static String source(ShowingSource source) {
    return switch (source) {
      case ScoresSource(var judge, var order, var scope) ->
          "ScoreTable[judge=%s, order=%s, scope=%s]"
              .formatted(constant(judge.word()), constant(order.word()), scope(scope));
      case ChartSource(var figure, var judge, _, var scope) ->
          "Chart[figure=%s, judge=%s, scope=%s]"
              .formatted(constant(figure.key()), constant(judge.word()), scope(scope));
      case GridSource(var rows, var columns, var third, var judge, var scope) ->
          "Grid[rows=%s, columns=%s, third=%s, judge=%s, scope=%s]"
              .formatted(
                  constant(rows.word()),
                  constant(columns.word()),
                  maybe(third.map(axis -> constant(axis.word()))),
                  constant(judge.word()),
                  scope(scope));
    };
  }

  static String said(Judgements judgements) {
    return judgements.pictures().stream()
        .map(picture -> maybe(picture.mark().map(FormerInputs::mark)))
        .collect(Collectors.joining("\n", source(asSaid(judgements)) + "\n", ""));
  }

  /// With the words that were said then of how far a judge agrees with people.
  private static ScoreSource asSaid(Judgements judgements) {
    return judgements.source() instanceof ScoreSource.Machine(var judge, _)
            && !judgements.measured().isEmpty()
        ? new ScoreSource.Machine(
            judge,
            judgements.measured().stream()
                .map(JudgeAgreement::formerSentence)
                .distinct()
                .collect(Collectors.joining("; ")))
        : judgements.source();
  }

  private static String place(MatrixPrompt prompt) {
    return "%s %s %s %s"
        .formatted(prompt.archetype(), prompt.emotion(), prompt.cfgScale(), prompt.seed());
  }

  private static String prompt(MatrixPrompt prompt) {
    return "MatrixPrompt[archetype=%s, emotion=%s, cfgScale=%s, seed=%s, prompt=%s, negativePrompt=%s]"
        .formatted(
            prompt.archetype(),
            prompt.emotion(),
            prompt.cfgScale(),
            prompt.seed(),
            prompt.prompt(),
            prompt.negativePrompt());
  }

  /// Nothing where only the usual was asked for.
  private static String options(Recipe recipe) {
    var clipSkip =
        Optional.of(recipe.clipSkip()).filter(layers -> layers != Recipe.USUAL_CLIP_SKIP);
    var options =
        "GenerateOptions[clipSkip=%s, vae=%s, prediction=%s, precision=%s, start=%s]"
            .formatted(
                maybe(clipSkip.map(String::valueOf)),
                maybe(recipe.vae().map(use -> file(use.name(), use.sha256()))),
                maybe(recipe.prediction()),
                maybe(recipe.precision()),
                maybe(
                    recipe
                        .start()
                        .map(start ->
                            "Start[image=%s, sha256=%s, strength=%s]"
                                .formatted(start.image(), start.sha256(), start.strength()))));
    return options.equals(USUAL_OPTIONS) ? "" : options;
  }

  private static String file(String name, String sha256) {
    return "FileUse[name=%s, sha256=%s]".formatted(name, sha256);
  }

  private static String scope(PictureScope scope) {
    return "Scope[cells=%s, experiments=%s]"
        .formatted(
            list(scope.cells().stream().map(CellId::value).toList()),
            list(scope.experiments().stream().map(ExperimentSlug::value).toList()));
  }

  private static String source(ScoreSource source) {
    return switch (source) {
      case ScoreSource.People() -> "People[]";
      case ScoreSource.Machine(var judge, var agreement) ->
          "Machine[judge=%s, agreement=%s]".formatted(judge, agreement);
    };
  }

  private static String mark(Mark mark) {
    return "Mark[points=%s, checklist=%s, intendedConflict=%s, note=%s]"
        .formatted(
            mark.points(),
            maybe(mark.checklist().map(FormerInputs::checklist)),
            mark.intendedConflict(),
            mark.note());
  }

  private static String checklist(Checklist items) {
    return "Checklist[eyesMouthAgree=%s, browsTensionAgree=%s, holisticCoherence=%s]"
        .formatted(items.eyesMouthAgree(), items.browsTensionAgree(), items.holisticCoherence());
  }

  private static String maybe(Optional<String> value) {
    return value.map("Optional[%s]"::formatted).orElse("Optional.empty");
  }

  private static String list(List<String> values) {
    return "[" + String.join(", ", values) + "]";
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static Inputs inputs(Map<String, String> hashes) {
    return new Inputs(1, hashes);
  }

  private static String hash(String text) {
    return Sha256.of(text).brief();
  }
}
