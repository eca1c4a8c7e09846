package lab.harmony.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.imports.metadata.PictureFile;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.ImportedPicture;
import lab.harmony.runs.store.RunImports;
import lab.harmony.workspace.LabVersion;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Service;

/// Makes an experiment of a folder with pictures of other tools.
@Service
public class ImageImport {

  private static final int LONGEST_NAME = 80;

  private final Workspace workspace;
  private final Rights rights;
  private final ModelCatalogue models;
  private final RunImports runs;
  private final Experiments experiments;
  private final NotebookExecution execution;

  ImageImport(
      Workspace workspace,
      ModelCatalogue models,
      RunImports runs,
      Experiments experiments,
      NotebookExecution execution,
      Rights rights) {
    this.rights = rights;
    this.workspace = workspace;
    this.models = models;
    this.runs = runs;
    this.experiments = experiments;
    this.execution = execution;
  }

  /// Hears how far the reading of a folder is.
  @FunctionalInterface
  public interface Progress {
    void read(int done, int total);
  }

  /// Reads the metadata of all pictures in a folder; nothing is written.
  ///
  /// @param labelFile a table of file names, archetypes and emotions
  /// @throws IllegalArgumentException if the folder or the table cannot be used
  public ImportPlan plan(Path folder, Optional<Path> labelFile, Progress progress) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("need a folder with pictures, got %s".formatted(folder));
    }
    var listed = labelFile.map(LabelFile::read).orElse(LabelFile.NONE);
    var labels = new FaceLabels(PromptLibrary.load(workspace.prompts()), listed.labels());
    return new FolderScan(labels, models.list())
        .scan(folder, progress)
        .withUnusedLabels(listed.leftOut());
  }

  /// Copies the pictures into runs of this lab, and writes a notebook that shows them.
  ///
  /// @throws IllegalArgumentException if there is nothing to import, or the title cannot be used
  public ExperimentSlug create(ImportPlan plan, String title, Actor by) {
    // All that is asked on the way, before anything is written.
    List.of(Right.IMPORT, Right.EDIT_EXPERIMENTS, Right.COMPUTE)
        .forEach(right -> rights.require(by, right));
    var slug =
        ExperimentSlug.fromTitle(title)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "a title needs at least one letter or digit, got \"%s\"".formatted(title)));
    if (plan.size() == 0) {
      throw new IllegalArgumentException(
          "there is nothing to import: no picture in %s has settings that can be read"
              .formatted(plan.folder()));
    }
    if (Files.exists(workspace.experiments().resolve(slug.value()))) {
      throw new IllegalArgumentException(
          "there is already a folder experiments/%s; choose another title".formatted(slug));
    }
    var imported = new ArrayList<RunId>();
    for (var group : plan.groups()) {
      imported.add(add(slug, imported.size() + 1, group, plan.folder(), by));
    }
    if (experiments.create(slug, title.strip(), opening(plan), imported, by)
        instanceof Experiments.Creation.Rejected(var reason)) {
      throw new IllegalArgumentException(reason);
    }
    execution.runAll(slug, by).join();
    return slug;
  }

  private RunId add(
      ExperimentSlug slug, int number, ImportPlan.Group group, Path folder, Actor by) {
    var settings = group.settings();
    var names = names(group.pictures());
    var pictures = new ArrayList<ImportedPicture>();
    for (int i = 0; i < group.pictures().size(); i++) {
      var file = group.pictures().get(i).file();
      pictures.add(
          new ImportedPicture(
              names.get(i),
              () -> PictureFile.read(file).png(),
              settings.width(),
              settings.height(),
              changed(file)));
    }
    var spec =
        new GenerateSpec(
            slug.value(),
            Experiments.importedCell(number).value(),
            Recipe.usual(
                new FileUse(settings.model(), settings.modelSha256()),
                settings.sampler(),
                settings.steps(),
                settings.width(),
                settings.height()),
            "",
            "",
            group.pictures().stream().map(ImportPlan.Taken::prompt).toList(),
            LabVersion.current());
    var log =
        "%d pictures made with %s, imported from the folder %s.\n"
            .formatted(pictures.size(), settings.tool(), folder.getFileName());
    return runs.add(spec, pictures, log, by);
  }

  /// The pictures' own names as far as they are plain, all different, ending in `.png`.
  private static List<String> names(List<ImportPlan.Taken> pictures) {
    var names = new ArrayList<String>();
    var taken = new HashSet<String>();
    var copies = new HashMap<String, Integer>();
    for (var picture : pictures) {
      var name = picture.file().getFileName().toString();
      var stem = name.substring(0, name.lastIndexOf('.')).replaceAll("[^\\w.-]+", "-");
      var plain = stem.replaceFirst("^[.-]+", "");
      var start =
          plain.isEmpty() ? "picture" : plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
      var own = start;
      while (!taken.add(own.toLowerCase(Locale.ROOT))) {
        own =
            "%s_%d"
                .formatted(start, copies.merge(start.toLowerCase(Locale.ROOT), 2, (n, _) -> n + 1));
      }
      names.add(own + ".png");
    }
    return names;
  }

  private static Instant changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
  }

  /// What the notebook says first. Names come from strangers: they stand as code.
  private static String opening(ImportPlan plan) {
    var groups =
        plan.groups().stream()
            .map(group ->
                "| %d | %s | %s | %s | %d | %d × %d |"
                    .formatted(
                        group.pictures().size(),
                        code(group.settings().tool()),
                        code(group.settings().model()),
                        code(group.settings().sampler()),
                        group.settings().steps(),
                        group.settings().width(),
                        group.settings().height()))
            .collect(Collectors.joining("\n"));
    var left =
        plan.leftOut().isEmpty()
            ? ""
            : "\n\n%d pictures were left out, because their settings could not be read."
                .formatted(plan.leftOut().size());
    var notKnown = plan.notKnown().stream().map(ImportPlan.NotKnown::file).distinct().count();
    var untold =
        notKnown == 0
            ? ""
            : "\n\nOf %d pictures a prompt is not known from the metadata; it says so, and why, in its place."
                .formatted(notKnown);
    return """
    %d pictures were imported from the folder %s. Their prompts, seeds and settings are those of their own metadata.

    | pictures | made with | model | sampler | steps | size |
    |---:|---|---|---|---:|---|
    %s%s%s\
    """
        .formatted(
            plan.size(), code(String.valueOf(plan.folder().getFileName())), groups, left, untold);
  }

  private static String code(String words) {
    var plain = words.replaceAll("[`|\\p{Cntrl}]", " ").strip();
    return plain.isEmpty()
        ? ""
        : "`%s`".formatted(plain.substring(0, Math.min(80, plain.length())));
  }
}
