package lab.harmony;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import lab.harmony.workspace.Sha256;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Everything that may lie where the lab reads and is not what belongs there.
final class HostileFiles {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path FIXTURES = Path.of("src/test/resources/fixtures/hostile");

  /// Texts that are no file of any kind.
  static final Map<String, byte[]> NONSENSE = nonsense();

  private HostileFiles() {}

  private static Map<String, byte[]> nonsense() {
    var all = new LinkedHashMap<String, byte[]>();
    all.put("empty", new byte[0]);
    all.put("blank", text(" \n\t "));
    all.put("null", text("null"));
    all.put("list", text("[]"));
    all.put("object", text("{}"));
    all.put("word", text("\"x\""));
    all.put("number", text("1e999"));
    all.put("cut", text("{\"format\": 1, \"id\": "));
    all.put("deep", text("[".repeat(100_000)));
    all.put("deepobject", text("{\"a\":".repeat(100_000)));
    all.put("latin", new byte[] {'{', '"', (byte) 0xe9, (byte) 0xff, '"', '}'});
    all.put("zeros", new byte[2000]);
    all.put("escapes", text("\u001b[2J\u0007 not json"));
    return all;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Runs of an experiment, each in a folder of its own, made from a good one.
  static void plantRuns(Path experiment, Path good) throws IOException {
    var runs = experiment.resolve("runs");
    for (var one : NONSENSE.entrySet()) {
      write(runs.resolve("r-" + one.getKey()).resolve("run.json"), one.getValue());
    }
    for (var name : new String[] {"noprompts", "outnull-file", "raw-null"}) {
      write(
          runs.resolve("r-fixture-" + name).resolve("run.json"),
          Files.readAllBytes(FIXTURES.resolve("runs").resolve(name + ".json")));
    }
    changed(good, runs, "r1-noid", run -> run.putNull("id"));
    changed(good, runs, "r1-otherid", run -> run.put("id", "r1-of-another"));
    changed(good, runs, "r1-nospec", run -> run.putNull("spec"));
    changed(good, runs, "r1-nooutputs", run -> run.remove("outputs"));
    changed(good, runs, "r1-wrongtype", run -> run.put("outputs", "forty-eight"));
    changed(good, runs, "r1-hugenumber", run -> run.put("format", 99999999999999999L));
    changed(good, runs, "r1-noperson", run -> run.putNull("submittedBy"));
    changed(good, runs, "r1-longperson", run -> run.put("submittedBy", "x".repeat(100_000)));
    changed(good, runs, "r1-halfperson", run -> run.put("submittedBy", "half \ud83d"));
    changed(good, runs, "r1-future", run -> run.put("endedAt", "+999999999-01-01T00:00:00Z"));
    changed(good, runs, "r1-notime", run -> run.putNull("submittedAt"));
    changed(good, runs, "r1-claims", run -> claim(run, "good"));
    Files.createDirectories(runs.resolve("r-folder").resolve("run.json"));
    Files.createDirectories(runs.resolve("r-nothing"));
    write(runs.resolve("r" + "a".repeat(254)).resolve("run.json"), text("{}"));
    Files.createSymbolicLink(runs.resolve("r-nowhere"), Path.of("/no/such/place"));
    Files.createSymbolicLink(runs.resolve("r-circle"), Path.of("r-circle"));
    Files.createSymbolicLink(runs.resolve("r-out"), experiment.getParent().getParent().getParent());
  }

  private static void changed(Path good, Path runs, String name, Consumer<ObjectNode> change)
      throws IOException {
    FileSystemUtils.copyRecursively(good, runs.resolve(name));
    var manifest = (ObjectNode) JSON.readTree(good.resolve("run.json").toFile());
    manifest.put("id", name);
    claim(manifest, "bad");
    change.accept(manifest);
    var text = JSON.writeValueAsString(manifest).replace("\ud83d", "\\ud83d");
    write(runs.resolve(name).resolve("run.json"), text(text));
  }

  private static void claim(ObjectNode manifest, String experiment) {
    var spec = (ObjectNode) manifest.path("spec");
    spec.put("experiment", experiment);
    manifest.put("specSha256", Sha256.of(JSON.writeValueAsString(spec)).hex());
  }

  static void plantExperiments(Path experiments) throws IOException {
    for (var one : NONSENSE.entrySet()) {
      write(experiments.resolve("nb-" + one.getKey()).resolve("notebook.ipynb"), one.getValue());
      write(experiments.resolve("spec-" + one.getKey()).resolve("training.yaml"), one.getValue());
    }
    Files.createDirectories(experiments.resolve("nb-folder").resolve("notebook.ipynb"));
    Files.createDirectories(experiments.resolve("spec-folder").resolve("training.yaml"));
    write(experiments.resolve("Upper Case").resolve("notebook.ipynb"), text("{}"));
    write(experiments.resolve("a-file"), text("not a folder"));
    write(experiments.resolve("runs-file").resolve("runs"), text("not a folder"));
    Files.createSymbolicLink(experiments.resolve("out"), experiments.getParent().getParent());
    Files.createSymbolicLink(experiments.resolve("nowhere"), Path.of("/no/such/place"));
    Files.createSymbolicLink(experiments.resolve("circle"), Path.of("circle"));
  }

  static void plantReports(Path reports) throws IOException {
    for (var one : NONSENSE.entrySet()) {
      var report = reports.resolve("2026-01-01-" + one.getKey());
      write(report.resolve("report.json"), one.getValue());
      write(report.resolve("index.html"), text("<p>page</p>"));
    }
    write(reports.resolve("my report").resolve("report.json"), text("{}"));
    Files.createDirectories(reports.resolve("2026-01-01-folder").resolve("report.json"));
    Files.createSymbolicLink(reports.resolve("2026-01-01-nowhere"), Path.of("/no/such/place"));
  }

  static void plantData(Path data) throws IOException {
    plantModelsAndTrainings(data);
    write(data.resolve("trainings").resolve("queue.json"), text("null"));
    write(data.resolve("models").resolve(".hashes.json"), text("{\"a\": null}"));
    write(data.resolve("engine-cpu.json"), text("null"));
    write(data.resolve("accounts").resolve("running.json"), text("null"));
    for (var folder : new String[] {"accounts/links", "accounts/browsers"}) {
      write(data.resolve(folder).resolve("0".repeat(64)), NONSENSE.get("latin"));
      Files.createDirectories(data.resolve(folder).resolve("1".repeat(64)).resolve("inside"));
    }
  }

  /// What a running lab may be given: nothing that it has open.
  static void plantModelsAndTrainings(Path data) throws IOException {
    for (var one : NONSENSE.entrySet()) {
      var training = data.resolve("trainings").resolve("t-" + one.getKey());
      for (var file :
          new String[] {
            "life.json",
            "spec.json",
            "steps.jsonl",
            "evaluations.jsonl",
            "estimate.json",
            "outcome.json"
          }) {
        write(training.resolve(file), one.getValue());
      }
      var models = data.resolve("models");
      write(models.resolve("m-" + one.getKey() + ".safetensors"), one.getValue());
      write(models.resolve("p-" + one.getKey()).resolve("model_index.json"), one.getValue());
      write(models.resolve("p-" + one.getKey()).resolve("README.md"), one.getValue());
    }
    var training = data.resolve("trainings").resolve("t-folder");
    Files.createDirectories(training.resolve("life.json"));
    Files.createDirectories(training.resolve("steps.jsonl"));
    for (var folder : new String[] {"trainings", "models"}) {
      Files.createSymbolicLink(data.resolve(folder).resolve("nowhere"), Path.of("/no/such/place"));
      Files.createSymbolicLink(data.resolve(folder).resolve("circle"), Path.of("circle"));
    }
  }

  /// Takes away what [#plantModelsAndTrainings] planted.
  static void removeModelsAndTrainings(Path data) throws IOException {
    for (var folder : new String[] {"trainings", "models"}) {
      try (var planted = Files.list(data.resolve(folder))) {
        for (var one : planted.toList()) {
          var name = one.getFileName().toString();
          if (name.matches(
                  "[tmp]-(%s|folder)(\\.safetensors)?"
                      .formatted(String.join("|", NONSENSE.keySet())))
              || name.equals("nowhere")
              || name.equals("circle")) {
            if (Files.isSymbolicLink(one)) {
              Files.delete(one);
            } else {
              FileSystemUtils.deleteRecursively(one);
            }
          }
        }
      }
    }
  }

  static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
