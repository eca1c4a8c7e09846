package lab.harmony.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import lab.harmony.design.Percents;
import lab.harmony.json.Json;
import lab.harmony.models.FileFacts;
import lab.harmony.models.FolderCatalogue;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Lists the models, adapters and autoencoders that can be used, and says of the rest why not.
@Needs(Right.LOOK)
@Command(
    name = "models",
    description = "Lists the models, and what lies among them and is none.",
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

  private static final int SHORT = 10;
  private static final long BETWEEN_LOOKS = 200_000_000; // nanoseconds

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print everything that is known as JSON.")
  boolean json;

  private final Supplier<DataFolder> data;

  ModelsCommand() {
    this(() -> HarmonySettings.read().data());
  }

  ModelsCommand(Supplier<DataFolder> data) {
    this.data = data;
  }

  /// Something that can be used.
  private record Usable(
      String kind, ModelName name, Path path, String sha256, int nativeSize, String description) {

    String shortHash() {
      return sha256.substring(0, SHORT);
    }
  }

  @Override
  public Integer call() {
    var catalogue = new FolderCatalogue(data.get());
    awaitReading(catalogue, spec.commandLine().getErr());
    var usable = usable(catalogue);
    var out = spec.commandLine().getOut();
    if (json) {
      var all = new ArrayList<Map<String, Object>>();
      usable.forEach(one -> all.add(facts(one)));
      catalogue.refused().forEach(refused -> all.add(facts(refused)));
      out.println(Json.MAPPER.writeValueAsString(all));
    } else {
      usable.forEach(one -> print(out, one));
    }
    out.flush();
    var err = spec.commandLine().getErr();
    for (var refused : catalogue.refused()) {
      err.println("not a model: %s: %s".formatted(refused.path(), refused.reason()));
    }
    err.flush();
    return 0;
  }

  /// Waits until the hashes of large new files are known, and says how far it is.
  static void awaitReading(ModelCatalogue catalogue, PrintWriter err) {
    var said = "";
    for (var now = catalogue.beingRead(); !now.isEmpty(); now = catalogue.beingRead()) {
      var first = now.getFirst();
      var words =
          "reading %s for the first time: %s"
              .formatted(first.path().getFileName(), Percents.ofHundred(first.percent()));
      if (!words.equals(said)) {
        err.println(words);
        err.flush();
        said = words;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }

  private static List<Usable> usable(ModelCatalogue catalogue) {
    var all = new ArrayList<Usable>();
    for (var model : catalogue.list()) {
      all.add(
          new Usable(
              "model",
              model.name(),
              model.folder(),
              model.sha256(),
              model.nativeSize(),
              model.description()));
    }
    for (var adapter : catalogue.adapters()) {
      var words = "LoRA, %s naming. %s".formatted(adapter.naming(), adapter.description()).strip();
      all.add(new Usable("adapter", adapter.name(), adapter.file(), adapter.sha256(), 0, words));
    }
    for (var vae : catalogue.vaes()) {
      all.add(new Usable("vae", vae.name(), vae.file(), vae.sha256(), 0, "Autoencoder."));
    }
    return all;
  }

  private static void print(PrintWriter out, Usable one) {
    out.println(
        "%-20s  %-8s  %-8s  %s  %s (%s)"
            .formatted(
                one.name(),
                one.kind(),
                one.nativeSize() == 0 ? "" : one.nativeSize() + " px",
                one.shortHash(),
                one.description(),
                FileFacts.read(one.path()).size()));
  }

  private static Map<String, Object> facts(Usable one) {
    var file = FileFacts.read(one.path());
    var facts = new LinkedHashMap<String, Object>();
    facts.put("kind", one.kind());
    facts.put("name", one.name().value());
    facts.put("folder", one.path().toString());
    facts.put("sha256", one.sha256());
    facts.put("shortHash", one.shortHash());
    if (one.nativeSize() > 0) {
      facts.put("nativeSize", one.nativeSize());
    }
    facts.put("description", one.description());
    facts.put("what", file.what());
    facts.put("reason", file.reason());
    facts.put("bytes", file.bytes());
    facts.put("parameters", file.parameters());
    facts.put("precisions", file.precisions());
    facts.put("metadata", file.metadata());
    return facts;
  }

  private static Map<String, Object> facts(ModelCatalogue.Refused refused) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("kind", "none");
    facts.put("folder", refused.path().toString());
    facts.put("reason", refused.reason());
    return facts;
  }
}
