package lab.harmony.training;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import lab.harmony.diffusion.GenerationRequest;
import lab.harmony.diffusion.LoraStudio;
import lab.harmony.diffusion.ModelSource;
import lab.harmony.diffusion.prompt.PromptSyntax;
import lab.harmony.diffusion.sampling.Sampler;
import lab.harmony.diffusion.train.LoraExample;
import lab.harmony.diffusion.train.LoraMatrices;
import lab.harmony.diffusion.train.LoraTraining;
import lab.harmony.engine.CroppedPicture;
import lab.harmony.models.Model;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.review.MachineVerdict;
import lab.harmony.review.SuccessRate;
import lab.harmony.runs.PartReading;
import lab.harmony.runs.PartsReading;
import lab.harmony.vision.FaceReading;
import lab.harmony.vision.PartEmotion;
import lab.harmony.vision.PartsClassifier;
import lab.harmony.workspace.AtomicFiles;
import tools.jackson.databind.json.JsonMapper;

/// Trains one LoRA from its spec, from the first step or from where it was stopped or killed.
public final class Trainer {

  private static final int SAVE_EVERY_SECONDS = 60;
  private static final int EVALUATED_TOGETHER = 12;
  private static final int SAMPLER_STEPS = 20;

  /// A file of this name in its folder stops a training.
  static final String STOP = "stop";

  /// What the epochs of a training are compared by.
  ///
  /// @param judge the folder of the classifier that reads the faces
  public record Exam(
      Path judge, String judgeName, String judgeSha256, List<MatrixPrompt> prompts) {}

  /// Hears how a training goes.
  public interface Listener {
    void said(String line);

    /// @param total steps of the whole training
    void step(LoraTraining.Report report, long total, double secondsPerStep);
  }

  /// How a training ended.
  public sealed interface Outcome {
    /// @param adapter the file that was trained
    record Finished(Path adapter, List<Evaluation> evaluations) implements Outcome {}

    /// It was asked to stop; run again, it goes on.
    record Stopped(long step) implements Outcome {}

    /// It cannot go on; what to do stands in the reason.
    record Failed(long step, String reason) implements Outcome {}
  }

  private final TrainingSpec spec;
  private final Model model;
  private final Path folder;
  private final Exam exam;
  private final Listener listener;
  private final Clock clock;

  /// @param folder of this training alone
  public Trainer(
      TrainingSpec spec, Model model, Path folder, Exam exam, Listener listener, Clock clock) {
    this.spec = spec;
    this.model = model;
    this.folder = folder;
    this.exam = exam;
    this.listener = listener;
    this.clock = clock;
  }

  /// Trains to the end, or until `stop` says so.
  ///
  /// @throws TrainingProblem if the folder holds another training, or a picture cannot be read
  public Outcome run(Dataset dataset, BooleanSupplier stop) {
    keepSpec();
    try (var studio = LoraStudio.open(ModelSource.of(model.folder()))) {
      var captions = dataset.pictures().stream().map(Dataset.Picture::caption).distinct().toList();
      var data = studio.data(captions, examples(dataset, captions, studio), spec.clipSkip());
      var settings = spec.settings(data.batches(spec.batch()));
      try (var training = studio.train(settings, data, folder.resolve("checkpoints"));
          var records = new TrainingRecords(folder, training.steps(), clock)) {
        long total = settings.learningRate().steps();
        Files.deleteIfExists(folder.resolve(STOP));
        live(TrainingLife.State.RUNNING, total, "");
        var outcome = new Session(studio, training, records, total).run(stop);
        switch (outcome) {
          case Outcome.Finished _ -> live(TrainingLife.State.FINISHED, total, "");
          case Outcome.Stopped _ -> live(TrainingLife.State.STOPPED, total, "");
          case Outcome.Failed(_, var reason) -> live(TrainingLife.State.FAILED, total, reason);
        }
        return outcome;
      } catch (IOException e) {
        throw new UncheckedIOException("%s cannot be written".formatted(folder), e);
      }
    }
  }

  private void live(TrainingLife.State state, long total, String reason) {
    new TrainingLife(state, ProcessHandle.current().pid(), clock.instant(), total, reason)
        .write(folder);
  }

  /// A folder belongs to one spec; only the number of epochs may grow.
  private void keepSpec() {
    var file = folder.resolve("spec.json");
    var json = JsonMapper.builder().build();
    var text = json.writeValueAsString(facts(spec));
    try {
      if (Files.exists(file)) {
        var before = json.readTree(Files.readString(file));
        var now = json.readTree(text);
        for (var fact : now.properties()) {
          var was = before.path(fact.getKey());
          if (!fact.getKey().equals("epochs") && !was.equals(fact.getValue())) {
            throw new TrainingProblem(
                "%s holds a training with %s %s, and the spec now says %s; give it another name, or remove that folder"
                    .formatted(folder, fact.getKey(), was.asString(), fact.getValue().asString()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(file), e);
    }
    AtomicFiles.write(file, text);
  }

  private Map<String, Object> facts(TrainingSpec spec) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", spec.name().value());
    facts.put("model", model.name().value());
    facts.put("modelSha256", model.sha256());
    facts.put("dataset", String.valueOf(spec.dataset().getFileName()));
    facts.put("size", size());
    facts.put("rank", spec.rank());
    facts.put("alpha", spec.alpha());
    facts.put(
        "targets",
        spec.targets().stream().map(target -> target.word()).sorted().toList().toString());
    facts.put("learningRate", spec.learningRate());
    facts.put("schedule", spec.schedule().word());
    facts.put("warmup", spec.warmup());
    facts.put("epochs", spec.epochs());
    facts.put("batch", spec.batch());
    facts.put("weightDecay", spec.weightDecay());
    facts.put("clipNorm", spec.clipNorm());
    facts.put("minSnrGamma", spec.minSnrGamma().orElse(0));
    facts.put("noiseOffset", spec.noiseOffset());
    facts.put("captionDropout", spec.captionDropout());
    facts.put("averageDecay", spec.averageDecay());
    facts.put("clipSkip", spec.clipSkip());
    facts.put("seed", spec.seed());
    return facts;
  }

  private int size() {
    return spec.size() == 0 ? model.nativeSize() : spec.size();
  }

  private List<LoraExample> examples(Dataset dataset, List<String> captions, LoraStudio studio) {
    listener.said("Encoding %d pictures.".formatted(dataset.pictures().size()));
    var examples = new ArrayList<LoraExample>();
    for (var picture : dataset.pictures()) {
      try {
        var image = CroppedPicture.read(picture.file(), size(), size());
        var latents = studio.encode(image);
        if (!latents.isFinite()) {
          throw new TrainingProblem(
              "%s cannot be used: the model's autoencoder gives no finite numbers for it"
                  .formatted(picture.file()));
        }
        examples.add(
            new LoraExample(latents, captions.indexOf(picture.caption()), picture.repeats(), 1));
      } catch (IOException | IllegalArgumentException e) {
        throw new TrainingProblem(
            "%s cannot be read: %s".formatted(picture.file(), e.getMessage()), e);
      }
    }
    return examples;
  }

  /// One sitting of a training: from when it is opened to when it ends or is stopped.
  private final class Session {

    private final LoraStudio studio;
    private final LoraTraining training;
    private final TrainingRecords records;
    private final long total;
    private final LossWatch watch = new LossWatch();
    private double lossOfEpoch;
    private int stepsOfEpoch;
    private double secondsPerStep;
    private long stepsHere;

    Session(LoraStudio studio, LoraTraining training, TrainingRecords records, long total) {
      this.studio = studio;
      this.training = training;
      this.records = records;
      this.total = total;
    }

    Outcome run(BooleanSupplier stop) {
      training.damaged().forEach(this::say);
      requireRoom();
      say(
          training.steps() == 0
              ? "Training %s on %s: %d numbers, %d steps in %d epochs."
                  .formatted(spec.name(), model.name(), training.parameters(), total, spec.epochs())
              : training.isDone()
                  ? "All %d steps are done already.".formatted(total)
                  : "Going on with step %d of %d.".formatted(training.steps() + 1, total));
      long saved = System.nanoTime();
      while (!training.isDone()) {
        if (stop.getAsBoolean() || Files.exists(folder.resolve(STOP))) {
          training.save();
          say("Stopped after step %d; run it again to go on.".formatted(training.steps()));
          return new Outcome.Stopped(training.steps());
        }
        long begin = System.nanoTime();
        var report = training.step();
        if (!report.applied() || !Double.isFinite(report.loss())) {
          training.save();
          return failed(report);
        }
        note(report, (System.nanoTime() - begin) / 1e9);
        boolean epochDone = report.step() % training.stepsPerEpoch() == 0;
        if (epochDone || System.nanoTime() - saved > SAVE_EVERY_SECONDS * 1e9) {
          training.save();
          saved = System.nanoTime();
        }
        if (epochDone) {
          epochDone(report);
        }
      }
      return finished();
    }

    private Outcome failed(LoraTraining.Report report) {
      var reason =
          "Step %d gave a loss of %s and gradients of norm %s, which are no numbers to go on with. Everything up to step %d is kept. Lower the learning rate, which was %s, and train under another name."
              .formatted(
                  report.step(),
                  report.loss(),
                  report.gradientNorm(),
                  report.step() - 1,
                  report.learningRate());
      say(reason);
      return new Outcome.Failed(report.step() - 1, reason);
    }

    private void note(LoraTraining.Report report, double seconds) {
      stepsHere++;
      secondsPerStep += (seconds - secondsPerStep) / Math.min(stepsHere, 50);
      lossOfEpoch += report.loss();
      stepsOfEpoch++;
      records.step(report, seconds);
      listener.step(report, total, secondsPerStep);
      watch.see(report.step(), report.loss()).ifPresent(this::say);
    }

    private void epochDone(LoraTraining.Report report) {
      int epoch = (int) report.epoch();
      double loss = lossOfEpoch / stepsOfEpoch;
      int steps = stepsOfEpoch;
      lossOfEpoch = 0;
      stepsOfEpoch = 0;
      int spikes = watch.takeSpikes();
      if (spikes > 0) {
        say("Epoch %d: %d of %d steps were spikes of the loss.".formatted(epoch, spikes, steps));
      }
      var asked = spec.evaluateEvery() > 0 && epoch % spec.evaluateEvery() == 0;
      if (asked || spec.evaluateEvery() > 0 && training.isDone()) {
        write(
            folder.resolve("adapters/%s-epoch-%02d.safetensors".formatted(spec.name(), epoch)),
            epoch);
        var evaluation = evaluate(epoch, report.step(), loss);
        records.evaluation(evaluation);
        say(
            "Epoch %d: loss %.4f, success rate of the %d fixed prompts %s"
                .formatted(epoch, loss, exam.prompts().size(), evaluation.rate().sentence()));
      } else {
        say("Epoch %d: loss %.4f".formatted(epoch, loss));
      }
    }

    private Outcome finished() {
      var adapter = folder.resolve(spec.name() + ".safetensors");
      write(adapter, spec.epochs());
      say("Done: " + adapter);
      return new Outcome.Finished(adapter, TrainingRecords.evaluations(folder));
    }

    private void write(Path file, int epoch) {
      try {
        Files.createDirectories(file.getParent());
      } catch (IOException e) {
        throw new UncheckedIOException("%s cannot be written".formatted(file), e);
      }
      studio.write(
          training.matrices(),
          file,
          LoraMatrices.Naming.KOHYA,
          AdapterMetadata.of(spec, model, studio.unetConfig(), training.steps(), epoch));
    }

    /// Three checkpoints of float32 with two moments and an average each, and the adapters.
    private void requireRoom() {
      long checkpoints = 4L * training.parameters() * 4 * 4;
      long adapters = 2L * training.parameters() * (spec.epochs() + 1);
      try {
        FileStore disk = Files.getFileStore(folder);
        if (disk.getUsableSpace() < checkpoints + adapters) {
          throw new TrainingProblem(
              "the training needs about %d MB on the disk of %s, and %d MB are free"
                  .formatted((checkpoints + adapters) >> 20, folder, disk.getUsableSpace() >> 20));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the disk of %s cannot be asked".formatted(folder), e);
      }
    }

    private Evaluation evaluate(int epoch, long step, double loss) {
      var faces = new ArrayList<Evaluation.Face>();
      int points = 0;
      try (var judge = PartsClassifier.load(exam.judge())) {
        for (int from = 0; from < exam.prompts().size(); from += EVALUATED_TOGETHER) {
          var prompts =
              exam.prompts()
                  .subList(from, Math.min(from + EVALUATED_TOGETHER, exam.prompts().size()));
          var images =
              studio.draw(training, prompts.stream().map(this::request).toList()).stream()
                  .map(made -> made.image())
                  .toList();
          var readings = judge.read(images);
          for (int i = 0; i < prompts.size(); i++) {
            var face = keep(epoch, step, prompts.get(i), images.get(i), readings.get(i));
            points += face.points();
            faces.add(face);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the judge could not be opened", e);
      }
      return new Evaluation(epoch, step, loss, new SuccessRate(points, faces.size()), faces);
    }

    private GenerationRequest request(MatrixPrompt prompt) {
      return new GenerationRequest(
          prompt.prompt(),
          prompt.negativePrompt(),
          PromptSyntax.WEIGHTED,
          spec.clipSkip(),
          List.of(),
          prompt.cfgScale(),
          prompt.seed(),
          Sampler.DPMPP_2M_KARRAS,
          SAMPLER_STEPS,
          size(),
          size());
    }

    private Evaluation.Face keep(
        int epoch, long step, MatrixPrompt prompt, BufferedImage image, FaceReading reading) {
      var name =
          "%s_%s_cfg%.0f_seed%d"
              .formatted(prompt.archetype(), prompt.emotion(), prompt.cfgScale(), prompt.seed());
      var file = "samples/epoch-%02d/%s.png".formatted(epoch, name);
      var png = png(image);
      AtomicFiles.write(folder.resolve(file), png);
      if (prompt.cfgScale() == exam.prompts().getFirst().cfgScale()) {
        records.picture(step, "samples/" + name, image.getWidth(), image.getHeight(), png);
      }
      var parts =
          new PartsReading(
              exam.judgeName(),
              exam.judgeSha256(),
              part(reading.eyes()),
              part(reading.mouth()),
              part(reading.brows()));
      return new Evaluation.Face(
          file,
          prompt.archetype(),
          prompt.emotion(),
          prompt.cfgScale(),
          MachineVerdict.of(parts, prompt.emotion()).points());
    }

    private void say(String line) {
      records.log(line);
      listener.said(line);
    }
  }

  private static PartReading part(PartEmotion part) {
    return new PartReading(part.emotion(), part.probability());
  }

  private static byte[] png(BufferedImage image) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// The best epoch by success rate, and the best by loss.
  public static Optional<String> ranking(List<Evaluation> evaluations) {
    if (evaluations.isEmpty()) {
      return Optional.empty();
    }
    var byRate =
        evaluations.stream().max(Comparator.comparingInt(one -> one.rate().points())).orElseThrow();
    var byLoss =
        evaluations.stream().min(Comparator.comparingDouble(Evaluation::loss)).orElseThrow();
    return Optional.of(
        byRate.epoch() == byLoss.epoch()
            ? "Epoch %d is best by success rate, %s, and by loss."
                .formatted(byRate.epoch(), byRate.rate().sentence())
            : "Epoch %d is best by success rate, %s; the loss is least at epoch %d, whose success rate is %s. The loss is no measure of harmony."
                .formatted(
                    byRate.epoch(),
                    byRate.rate().sentence(),
                    byLoss.epoch(),
                    byLoss.rate().sentence()));
  }
}
