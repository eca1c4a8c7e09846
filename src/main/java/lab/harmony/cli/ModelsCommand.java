package lab.harmony.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lab.harmony.models.FolderCatalogue;
import lab.harmony.models.Model;
import lab.harmony.workspace.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// Lists the models that can be used, and says of the others why not.
@Command(
    name = "models",
    description = "Lists the models, and what lies among them and is none.",
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print the models as JSON.")
  boolean json;

  private final Supplier<DataFolder> data;

  ModelsCommand() {
    this(() -> new DataFolder(DataFolder.defaultRoot()));
  }

  ModelsCommand(Supplier<DataFolder> data) {
    this.data = data;
  }

  @Override
  public Integer call() {
    var catalogue = new FolderCatalogue(data.get());
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(
          JsonMapper.builder()
              .build()
              .writeValueAsString(catalogue.list().stream().map(ModelsCommand::facts).toList()));
    } else {
      catalogue.list().forEach(model -> print(out, model));
      catalogue
          .adapters()
          .forEach(adapter ->
              out.println(
                  "%-20s  adapter  %s  LoRA, %s naming %s"
                      .formatted(
                          adapter.name(),
                          adapter.sha256().substring(0, 10),
                          adapter.naming(),
                          adapter.description())));
      catalogue
          .vaes()
          .forEach(vae ->
              out.println(
                  "%-20s  vae      %s  autoencoder for --vae"
                      .formatted(vae.name(), vae.sha256().substring(0, 10))));
    }
    out.flush();
    var err = spec.commandLine().getErr();
    for (var refused : catalogue.refused()) {
      err.println("not a model: %s: %s".formatted(refused.path(), refused.reason()));
    }
    err.flush();
    return 0;
  }

  private static void print(PrintWriter out, Model model) {
    out.println(
        "%-20s %5d px  %s  %s"
            .formatted(
                model.name(),
                model.nativeSize(),
                model.sha256().substring(0, 10),
                model.description()));
  }

  private static Map<String, Object> facts(Model model) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", model.name().value());
    facts.put("folder", model.folder().toString());
    facts.put("sha256", model.sha256());
    facts.put("nativeSize", model.nativeSize());
    facts.put("description", model.description());
    return facts;
  }
}
