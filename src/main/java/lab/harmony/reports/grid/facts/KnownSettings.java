package lab.harmony.reports.grid.facts;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.prompts.Wording;
import lab.harmony.prompts.WorkspacePrompts;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;

/// The settings of pictures, each found out once for all that share them: equal ones are one, so
/// that what follows from them is asked once for thousands of pictures.
final class KnownSettings {

  /// More than that are forgotten together.
  private static final int MOST = 20_000;

  private SoftReference<Map<GridSettings, GridSettings>> kept =
      new SoftReference<>(new ConcurrentHashMap<>());

  /// What decides the settings of a picture: seeds and places share them.
  private record Asked(
      RunId run, String prompt, String negativePrompt, double cfgScale, String cell) {}

  /// The settings of one look at pictures, while the library of prompts stands still.
  final class Look {
    private final PromptTemplates templates;
    private final Map<GridSettings, GridSettings> same = kept();
    private final Map<Asked, GridSettings> found = new HashMap<>();

    private Look(WorkspacePrompts prompts) {
      templates = new PromptTemplates(prompts);
    }

    GridSettings of(ImageId image, Run run, MatrixPrompt prompt) {
      return found.computeIfAbsent(
          new Asked(
              image.run(),
              prompt.prompt(),
              prompt.negativePrompt(),
              prompt.cfgScale(),
              prompt.archetype() + "/" + prompt.emotion()),
          _ -> one(run, prompt));
    }

    private GridSettings one(Run run, MatrixPrompt prompt) {
      var plain = withoutAdapters(prompt);
      var settings =
          new GridSettings(
              run.spec().recipe(prompt),
              templates.of(plain),
              plain.prompt(),
              plain.negativePrompt());
      return same.computeIfAbsent(settings, it -> it);
    }
  }

  Look look(WorkspacePrompts prompts) {
    return new Look(prompts);
  }

  private synchronized Map<GridSettings, GridSettings> kept() {
    var known = kept.get();
    if (known == null || known.size() > MOST) {
      known = new ConcurrentHashMap<>();
      kept = new SoftReference<>(known);
    }
    return known;
  }

  /// The adapters belong to what draws, so that pictures with and without one can be compared.
  private static MatrixPrompt withoutAdapters(MatrixPrompt prompt) {
    var wording = Wording.of(prompt);
    return new MatrixPrompt(
        prompt.archetype(),
        prompt.emotion(),
        prompt.cfgScale(),
        prompt.seed(),
        wording.prompt(),
        wording.negativePrompt());
  }
}
