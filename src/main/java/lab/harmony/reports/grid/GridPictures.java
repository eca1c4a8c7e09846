package lab.harmony.reports.grid;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.prompts.PromptProblem;
import lab.harmony.prompts.WorkspacePrompts;
import lab.harmony.review.MachineVerdict;
import lab.harmony.review.Mark;
import lab.harmony.review.Score;
import lab.harmony.review.Scores;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import org.springframework.stereotype.Component;

/// Brings together what a grid needs to know of each picture: its place, its settings, what people
/// and the machine said.
@Component
public class GridPictures {

  private static final Pattern ADAPTER = Pattern.compile("\\s*<lora:[^<>]*>");

  private final RunQueue runs;
  private final Scores scores;
  private final WorkspacePrompts prompts;

  GridPictures(RunQueue runs, Scores scores, WorkspacePrompts prompts) {
    this.runs = runs;
    this.scores = scores;
    this.prompts = prompts;
  }

  public List<GridPicture> of(Collection<RunImage> images) {
    var specs =
        runs.find(images.stream().map(image -> image.id().run()).distinct().toList()).stream()
            .collect(Collectors.toMap(Run::id, Function.identity()));
    var people = new HashMap<ImageId, Score>();
    scores
        .current(images.stream().map(RunImage::experiment).distinct().toList())
        .values()
        .forEach(current -> people.putAll(Scores.byImage(current)));
    var templates = new Templates(prompts);
    return images.stream()
        .filter(image -> specs.containsKey(image.id().run()))
        .map(image -> picture(image, specs, people, templates))
        .toList();
  }

  private static GridPicture picture(
      RunImage image, Map<RunId, Run> runs, Map<ImageId, Score> people, Templates templates) {
    var spec = Objects.requireNonNull(runs.get(image.id().run())).spec();
    var prompt = withoutAdapters(image.prompt());
    var human = Optional.ofNullable(people.get(image.id())).map(Score::mark);
    var intended = human.filter(Mark::intendedConflict).isPresent();
    return new GridPicture(
        image.id(),
        image.experiment(),
        new GridPosition(
            prompt.archetype(), prompt.emotion(), prompt.cfgScale(), prompt.seed(), image.model()),
        new GridSettings(
            spec.recipe(image.prompt()),
            templates.of(prompt),
            prompt.prompt(),
            prompt.negativePrompt()),
        image.sha256(),
        image.createdAt(),
        human.filter(mark -> !mark.note().isBlank()).isPresent(),
        human.map(mark -> new PictureVerdict(mark.points(), mark.intendedConflict())),
        MachineVerdict.of(image).map(verdict -> new PictureVerdict(verdict.points(), intended)));
  }

  /// The adapters belong to what draws, so that pictures with and without one can be compared.
  private static MatrixPrompt withoutAdapters(MatrixPrompt prompt) {
    return new MatrixPrompt(
        prompt.archetype(),
        prompt.emotion(),
        prompt.cfgScale(),
        prompt.seed(),
        ADAPTER.matcher(prompt.prompt()).replaceAll("").strip(),
        prompt.negativePrompt());
  }

  /// Finds the template of the prompt library that has a wording.
  private static final class Templates {

    private final Optional<PromptLibrary> library;
    private final Map<MatrixPrompt, String> known = new HashMap<>();

    Templates(WorkspacePrompts prompts) {
      library = load(prompts);
    }

    private static Optional<PromptLibrary> load(WorkspacePrompts prompts) {
      try {
        return Optional.of(prompts.library());
      } catch (PromptProblem _) {
        return Optional.empty();
      }
    }

    /// Its name, or nothing where no template says exactly this any more.
    String of(MatrixPrompt prompt) {
      return known.computeIfAbsent(
          new MatrixPrompt(
              prompt.archetype(), prompt.emotion(), 1, 0, prompt.prompt(), prompt.negativePrompt()),
          wording ->
              library.stream()
                  .flatMap(each -> each.templates().stream())
                  .filter(template -> says(template.name(), wording))
                  .map(template -> template.name())
                  .findFirst()
                  .orElse(""));
    }

    private boolean says(String template, MatrixPrompt wording) {
      try {
        return library
            .orElseThrow()
            .matrix(
                new MatrixSpec(
                    template,
                    List.of(wording.archetype()),
                    List.of(wording.emotion()),
                    List.of(1.0),
                    List.of(0L)))
            .prompts()
            .contains(wording);
      } catch (IllegalArgumentException _) {
        return false;
      }
    }
  }
}
