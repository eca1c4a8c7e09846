package lab.harmony.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import lab.harmony.backup.FolderCheck;
import lab.harmony.backup.FolderCheck.Finding;
import lab.harmony.backup.UnfinishedRestore;
import lab.harmony.cli.terminal.PictureCheck;
import lab.harmony.design.Sizes;
import lab.harmony.diffusion.check.EngineHealth;
import lab.harmony.diffusion.check.EngineSelfCheck;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.json.Json;
import lab.harmony.models.FolderCatalogue;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Says whether this machine is fit for the lab: what it is, and whether it computes right.
@Needs(Right.KEEP_MACHINE)
@Command(
    name = "doctor",
    description =
        "Checks this machine: every operation that trainings differentiate against stored numbers,"
            + " the models, and the data folder with its files, its database, its pictures and its"
            + " audit trail. Exit code 1 if a training would be refused or something is wrong.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  CommandSpec spec;

  @Option(names = "--json", description = "Print everything as JSON.")
  boolean json;

  private final Path folder;
  private final Function<Path, EngineSelfCheck> checks;

  DoctorCommand() {
    this(HarmonySettings.read().dataRoot(), EngineSelfCheck::in);
  }

  /// @param folder the data folder
  DoctorCommand(Path folder, Function<Path, EngineSelfCheck> checks) {
    this.folder = folder;
    this.checks = checks;
  }

  @Override
  public Integer call() {
    var facts = new LinkedHashMap<String, Object>();
    var health = checks.apply(folder).compute();
    facts.put("processor", health.processor().words());
    facts.put("library", health.torch());
    facts.put("threads", Torch.threads());
    facts.put(
        "java",
        "%s (%s), %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("java.home")));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    var trouble = dataFolder(facts);
    facts.put("workspace", workspace());
    var findings = findings();
    var out = spec.commandLine().getOut();
    boolean fit = health.canTrain() && trouble.isEmpty();
    if (json) {
      facts.put("operations", health.findings().stream().map(DoctorCommand::facts).toList());
      facts.put("bound", EngineHealth.BOUND);
      facts.put("canTrain", fit);
      facts.put("findings", findings);
      facts.put("conclusion", conclusion(health, trouble));
      out.println(Json.MAPPER.writeValueAsString(facts));
    } else {
      facts.forEach((name, fact) -> out.println("%-12s  %s".formatted(name, fact)));
      out.println();
      print(health);
      out.println();
      out.println(conclusion(health, trouble));
      findings.forEach(one -> {
        out.println();
        out.println("WRONG: " + one.what());
        out.println("To mend it: " + one.mend());
      });
    }
    out.flush();
    return fit && findings.isEmpty() ? 0 : 1;
  }

  /// What is wrong with a data folder, also with one that cannot be written.
  private List<Finding> findings() {
    if (!Files.isDirectory(folder)) {
      return List.of(); // what keeps it from being used is said
    }
    var data = new DataFolder(folder);
    var findings =
        new ArrayList<>(new FolderCheck(data, RestoreCommand.PARTS.migrations()).findings());
    if (new UnfinishedRestore(folder).isThere()) {
      return findings; // which name it
    }
    try {
      findings.addAll(new PictureCheck(data, HarmonySettings.read().workspaceRoot()).findings());
    } catch (SQLException | RuntimeException e) {
      if (findings.isEmpty()) { // otherwise why the database cannot be read stands there
        findings.add(
            new Finding(
                "It cannot be found out whether pictures are missing: %s."
                    .formatted(e.getMessage()),
                "Look again when no other process has the database open."));
      }
    }
    return findings;
  }

  /// What keeps the data folder from being used; empty if nothing does.
  private String dataFolder(Map<String, Object> facts) {
    try {
      var data = new DataFolder(folder);
      Files.delete(Files.createTempFile(data.root(), "doctor", ".part"));
      facts.put("data folder", data.root() + ", can be written");
      facts.put("free disk", Sizes.of(Files.getFileStore(data.root()).getUsableSpace()));
      facts.put("models", models(data));
      return "";
    } catch (IOException | RuntimeException e) {
      var reason = "%s cannot be written: %s".formatted(folder, e.getMessage());
      facts.put("data folder", reason);
      return "Nothing can be kept: %s. Make it writable, or name another with HARMONY_DATA."
          .formatted(reason);
    }
  }

  private String models(DataFolder data) {
    try {
      var catalogue = new FolderCatalogue(data);
      ModelsCommand.awaitReading(catalogue, spec.commandLine().getErr());
      return "%d, adapters %d, autoencoders %d, unusable files %d"
          .formatted(
              catalogue.list().size(),
              catalogue.adapters().size(),
              catalogue.vaes().size(),
              catalogue.refused().size());
    } catch (RuntimeException e) {
      return "cannot be read: " + e.getMessage();
    }
  }

  private static String workspace() {
    var path = HarmonySettings.read().workspaceRoot().toAbsolutePath().normalize();
    return Files.isDirectory(path.resolve("experiments"))
        ? path.toString()
        : path + ", which has no experiments";
  }

  private void print(EngineHealth health) {
    var out = spec.commandLine().getOut();
    out.println(
        "%-28s  %-10s  %-10s  %s"
            .formatted(
                "operation",
                "1 thread",
                "2 threads",
                "largest error; at most %.0e may be".formatted(EngineHealth.BOUND)));
    for (boolean padded : List.of(true, false)) {
      health.findings().stream()
          .filter(finding -> finding.padded() == padded)
          .map(EngineHealth.Finding::operation)
          .distinct()
          .forEach(operation -> out.println(line(health, operation, padded)));
    }
  }

  private static String line(EngineHealth health, String operation, boolean padded) {
    var of =
        health.findings().stream()
            .filter(one -> one.operation().equals(operation) && one.padded() == padded)
            .toList();
    boolean passes = of.stream().allMatch(EngineHealth.Finding::passes);
    return "%-28s  %-10s  %-10s  %s"
        .formatted(
            operation,
            of.getFirst().errorWords(),
            of.getLast().errorWords(),
            padded
                ? passes ? "right" : "WRONG"
                : passes ? "right without the way around too" : "wrong without the way around");
  }

  private static String conclusion(EngineHealth health, String trouble) {
    return health.canTrain() && !trouble.isEmpty() ? trouble : health.sentence();
  }

  private static Map<String, Object> facts(EngineHealth.Finding finding) {
    return Map.of(
        "operation", finding.operation(),
        "wayAround", finding.padded(),
        "threads", finding.threads(),
        "error", finding.errorWords().toLowerCase(Locale.ROOT),
        "passes", finding.passes());
  }
}
