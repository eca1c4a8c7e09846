package lab.harmony.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.cli.terminal.LabContext;
import lab.harmony.imports.ImageImport;
import lab.harmony.imports.ImportPlan;
import lab.harmony.json.Json;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes an experiment of a folder with pictures that another tool made.
@Needs(Right.IMPORT)
@Command(
    name = "import-images",
    description =
        "Makes an experiment of a folder with pictures of Automatic1111, Forge, ComfyUI, InvokeAI,"
            + " NovelAI or Harmony Lab, by the metadata in them.",
    mixinStandardHelpOptions = true)
final class ImportImagesCommand implements Callable<Integer> {

  private static final int MOST_REASONS = 20;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Parameters(paramLabel = "DIR", description = "The folder; those below it are looked through.")
  Path folder;

  @Option(names = "--title", description = "Of the experiment (default: the folder's name).")
  @Nullable String title;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "A CSV file with the columns filename, archetype and emotion. Without it they are told by"
              + " the words of file name and prompt.")
  @Nullable Path labels;

  @Option(names = "--dry-run", description = "Only say what would be imported.")
  boolean dryRun;

  @Option(names = "--json", description = "Print the result as JSON.")
  boolean json;

  private final Supplier<ConfigurableApplicationContext> lab;

  ImportImagesCommand() {
    this(LabContext::open);
  }

  ImportImagesCommand(Supplier<ConfigurableApplicationContext> lab) {
    this.lab = lab;
  }

  @Override
  public Integer call() {
    try (var context = lab.get()) {
      var images = context.getBean(ImageImport.class);
      var err = spec.commandLine().getErr();
      var plan =
          images.plan(
              folder.toAbsolutePath().normalize(),
              Optional.ofNullable(labels),
              (done, total) -> {
                if (done > 0 && (done == total || done % 100 == 0)) {
                  err.println("%d of %d pictures read".formatted(done, total));
                  err.flush();
                }
              });
      explain(plan);
      var slug =
          dryRun || plan.size() == 0
              ? Optional.<ExperimentSlug>empty()
              : Optional.of(
                  images.create(plan, name(), context.getBean(CurrentPerson.class).actor()));
      report(plan, slug);
      return plan.size() == 0 ? 1 : 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private String name() {
    return title == null
        ? String.valueOf(folder.toAbsolutePath().normalize().getFileName())
        : title;
  }

  private void explain(ImportPlan plan) {
    var err = spec.commandLine().getErr();
    plan.leftOut().stream()
        .limit(MOST_REASONS)
        .forEach(left ->
            err.println(
                "left out: %s: %s"
                    .formatted(plan.folder().relativize(left.file()), left.reason())));
    if (plan.leftOut().size() > MOST_REASONS) {
      err.println("… and %d more".formatted(plan.leftOut().size() - MOST_REASONS));
    }
    plan.unusedLabels().stream()
        .limit(MOST_REASONS)
        .forEach(row -> err.println("labels left out: " + row));
    if (plan.unusedLabels().size() > MOST_REASONS) {
      err.println("… and %d more".formatted(plan.unusedLabels().size() - MOST_REASONS));
    }
    plan.notKnown().stream()
        .limit(MOST_REASONS)
        .forEach(one ->
            err.println(
                "not known: %s: %s: %s"
                    .formatted(plan.folder().relativize(one.file()), one.what(), one.reason())));
    if (plan.notKnown().size() > MOST_REASONS) {
      err.println("… and %d more".formatted(plan.notKnown().size() - MOST_REASONS));
    }
    if (plan.size() == 0) {
      err.println(
          "There is nothing to import: no picture in %s has settings that can be read."
              .formatted(plan.folder()));
    }
    err.flush();
  }

  private void report(ImportPlan plan, Optional<ExperimentSlug> slug) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.MAPPER.writeValueAsString(facts(plan, slug)));
    } else {
      for (var group : plan.groups()) {
        out.println(
            "%d pictures by %s (%s), %s, %d steps, %d × %d"
                .formatted(
                    group.pictures().size(),
                    group.settings().model(),
                    group.settings().tool(),
                    group.settings().sampler(),
                    group.settings().steps(),
                    group.settings().width(),
                    group.settings().height()));
      }
      slug.ifPresent(name -> out.println("experiments/%s/notebook.ipynb".formatted(name)));
    }
    out.flush();
  }

  private static Map<String, Object> facts(ImportPlan plan, Optional<ExperimentSlug> slug) {
    var facts = new LinkedHashMap<String, Object>();
    slug.ifPresent(name -> facts.put("experiment", name.value()));
    facts.put("pictures", plan.size());
    facts.put(
        "runs",
        plan.groups().stream()
            .map(group -> Map.of("settings", group.settings(), "pictures", group.pictures().size()))
            .toList());
    facts.put(
        "leftOut",
        plan.leftOut().stream()
            .map(left ->
                Map.of(
                    "file",
                    plan.folder().relativize(left.file()).toString(),
                    "reason",
                    left.reason()))
            .toList());
    facts.put(
        "labelsLeftOut",
        plan.unusedLabels().stream()
            .map(row -> Map.of("line", row.line(), "reason", row.reason()))
            .toList());
    facts.put(
        "notKnown",
        plan.notKnown().stream()
            .map(one ->
                Map.of(
                    "file",
                    plan.folder().relativize(one.file()).toString(),
                    "what",
                    one.what(),
                    "reason",
                    one.reason()))
            .toList());
    return facts;
  }
}
