import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import lab.harmony.engine.EngineRequest.Generate;
import lab.harmony.engine.EngineRequest.ImageRequest;
import lab.harmony.engine.EngineRequest.Load;
import lab.harmony.engine.EngineRequest.ModelFolder;
import lab.harmony.engine.OneRun;
import lab.harmony.models.FolderCatalogue;
import lab.harmony.models.Model;
import lab.harmony.models.ModelName;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.work.process.DeviceSettings;
import lab.harmony.workspace.DataFolder;

/// Makes the baseline's pictures once and prints how long it took, as a row of a table.
final class Baseline {

  private static final MatrixSpec MATRIX =
      new MatrixSpec("portrait", List.of(), List.of(), List.of(5.0, 7.0, 9.0), List.of(42L));
  private static final String SAMPLER = "DPM++ 2M Karras";
  private static final int STEPS = 25;

  void main(String[] arguments) throws IOException {
    var threads = Integer.parseInt(arguments[1]);
    var catalogue = new FolderCatalogue(new DataFolder(DataFolder.defaultRoot()));
    var model = catalogue.find(new ModelName(arguments[0])).orElseThrow();
    var images = images();
    var folder = Files.createTempDirectory("baseline");
    var size = model.nativeSize();
    var generate =
        new Generate("baseline", folder, images, SAMPLER, STEPS, size, size, Generate.USUAL_BATCH);
    var load = new Load(folder(model), Optional.of(folder(catalogue.judge())));
    var firstStep = new AtomicLong();
    var start = System.nanoTime();
    var made =
        OneRun.make(
            DeviceSettings.standard().withThreads(threads),
            load,
            generate,
            _ -> firstStep.compareAndSet(0, System.nanoTime()));
    var end = System.nanoTime();
    System.out.printf(
        "| %s | %s | %d | %d | %d | %s, %d steps | %.1f | %.1f |%n",
        LocalDate.now(),
        model.name(),
        threads,
        made.size(),
        size,
        SAMPLER,
        STEPS,
        (firstStep.get() - start) / 1e9,
        (end - start) / 1e9);
    for (var image : made) {
      Files.delete(folder.resolve(image.file()));
    }
    Files.delete(folder);
  }

  private static List<ImageRequest> images() {
    var prompts = PromptLibrary.load(Path.of("prompts")).matrix(MATRIX).prompts();
    return IntStream.range(0, prompts.size())
        .mapToObj(i -> {
          var prompt = prompts.get(i);
          return new ImageRequest(
              i,
              prompt.prompt(),
              prompt.negativePrompt(),
              prompt.cfgScale(),
              prompt.seed(),
              "%03d.png".formatted(i),
              Map.of());
        })
        .toList();
  }

  private static ModelFolder folder(Model model) {
    return new ModelFolder(model.folder(), model.name().value(), model.sha256());
  }
}
