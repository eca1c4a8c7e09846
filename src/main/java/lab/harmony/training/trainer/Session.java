package lab.harmony.training.trainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import lab.harmony.design.Sizes;
import lab.harmony.diffusion.LoraStudio;
import lab.harmony.diffusion.train.LoraMatrices;
import lab.harmony.diffusion.train.LoraTraining;
import lab.harmony.models.KeptAdapter;
import lab.harmony.models.Model;
import lab.harmony.training.data.TrainingProblem;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingRecords;
import lab.harmony.training.records.Wish;
import lab.harmony.training.spec.TrainingSpec;
import lab.harmony.training.trainer.Trainer.Outcome;
import lab.harmony.workspace.Sha256;

/// One sitting of a training: from when it is opened to when it ends or is stopped.
final class Session {

  private static final int SAVE_EVERY_SECONDS = 60;

  private final TrainingSpec spec;
  private final Model model;
  private final Trainer.Place place;
  private final LoraStudio studio;
  private final LoraTraining training;
  private final TrainingRecords records;
  private final FixedPrompts prompts;
  private final Trainer.TrainingPictures pictures;
  private final Trainer.Listener listener;
  private final Stage stage;
  private final LossWatch losses = new LossWatch();
  private final MachineWatch machine;
  private long saved = System.nanoTime();
  private double secondsPerStep;
  private long stepsHere;

  Session(
      TrainingSpec spec,
      Model model,
      Trainer.Place place,
      LoraStudio studio,
      LoraTraining training,
      TrainingRecords records,
      FixedPrompts prompts,
      Trainer.TrainingPictures pictures,
      Trainer.Listener listener,
      Stage stage) {
    this.spec = spec;
    this.model = model;
    this.place = place;
    this.studio = studio;
    this.training = training;
    this.records = records;
    this.prompts = prompts;
    this.pictures = pictures;
    this.listener = listener;
    this.stage = stage;
    this.machine =
        new MachineWatch(place.machine(), place.folder(), DiskNeed.checkpoint(training, spec));
  }

  Outcome run() {
    try {
      return trained();
    } catch (CancellationException e) {
      return stopped("");
    }
  }

  private Outcome trained() {
    training.damaged().forEach(this::say);
    begin();
    owed();
    while (!training.isDone()) {
      stage.check();
      var full = machine.fullDisk();
      if (full.isPresent()) {
        say(full.get());
        return stopped(full.get());
      }
      long begin = System.nanoTime();
      var report = training.step();
      training.takeNotices().forEach(this::say);
      if (!report.applied() || !Double.isFinite(report.loss())) {
        save();
        return failed(report);
      }
      note(report, (System.nanoTime() - begin) / 1e9);
      boolean epochDone = report.step() % training.stepsPerEpoch() == 0;
      if (epochDone || System.nanoTime() - saved > SAVE_EVERY_SECONDS * 1e9) {
        save();
      }
      wishes(report);
      if (epochDone) {
        epochDone(report);
      }
    }
    return finished();
  }

  private void begin() {
    requireRoom();
    if (training.isDone()) {
      stage.running(training.steps(), training.total());
      say("All %d steps are done already.".formatted(training.total()));
      return;
    }
    var settings = spec.settings();
    say(
        training.steps() == 0
            ? "Training %s on %s: %d numbers, %d steps in %d epochs."
                .formatted(
                    spec.name(),
                    model.name(),
                    training.parameters(),
                    training.total(),
                    settings.epochs())
            : "Going on with step %d of %d.".formatted(training.steps() + 1, training.total()));
    var estimate = ShortTrial.estimate(studio, training, spec, place, stage);
    training.takeNotices().forEach(this::say);
    say(estimate.sentence());
    records.estimate(estimate);
    stage.running(training.steps(), training.total());
    beforeTheFirstStep();
    saved = System.nanoTime();
  }

  /// The evaluation of an epoch that was trained, but whose pictures were not all drawn when it was
  /// stopped.
  private void owed() {
    if (training.steps() == 0 || training.steps() % training.stepsPerEpoch() != 0) {
      return;
    }
    int epoch = Math.toIntExact(training.steps() / training.stepsPerEpoch());
    var isKnown =
        TrainingRecords.evaluations(place.folder()).stream()
            .anyMatch(one -> one.isOfEpoch() && one.step() == training.steps());
    if (isDue(epoch) && !isKnown) {
      evaluateEpoch(epoch);
    }
  }

  /// What the model draws without the adapter: what epochs are compared with.
  private void beforeTheFirstStep() {
    var isKnown = !TrainingRecords.evaluations(place.folder()).isEmpty();
    if (spec.evaluateEvery() > 0 && training.steps() == 0 && !isKnown) {
      var evaluation = prompts.evaluate("epoch-00", 0, 0, OptionalDouble.empty());
      records.evaluation(evaluation);
      stage.nothingElse();
      say(
          "Before the first step: success rate of the %d fixed prompts %s"
              .formatted(prompts.size(), evaluation.success().sentence()));
    }
  }

  private Outcome stopped(String reason) {
    save();
    say("Stopped after step %d; run it again to go on.".formatted(training.steps()));
    return new Outcome.Stopped(training.steps(), reason);
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

  private void save() {
    var file = training.save();
    records.checkpoint(training.steps(), file);
    saved = System.nanoTime();
  }

  private void note(LoraTraining.Report report, double seconds) {
    stepsHere++;
    secondsPerStep += (seconds - secondsPerStep) / Math.min(stepsHere, 50);
    records.step(report, seconds, place.machine().usedMemory());
    listener.step(report, training.total(), secondsPerStep);
    losses.see(report.step(), report.loss()).ifPresent(this::say);
    machine.see(report.step(), seconds).ifPresent(this::say);
  }

  private void epochDone(LoraTraining.Report report) {
    int epoch = (int) report.epoch();
    int spikes = losses.takeSpikes();
    if (spikes > 0) {
      say("Epoch %d: %d steps were spikes of the loss.".formatted(epoch, spikes));
    }
    if (isDue(epoch)) {
      evaluateEpoch(epoch);
    } else {
      say("Epoch %d: loss %.4f".formatted(epoch, records.meanLoss(epoch)));
    }
  }

  private boolean isDue(int epoch) {
    int every = spec.evaluateEvery();
    return every > 0 && (epoch % every == 0 || training.isDone());
  }

  private void evaluateEpoch(int epoch) {
    var file = keepAdapter(KeptAdapter.ofEpoch(spec.name(), epoch), epoch);
    evaluate(
        "epoch-%02d".formatted(epoch),
        "Epoch %d".formatted(epoch),
        epoch,
        drawn -> drawn.drawnWith(Sha256.of(file)));
  }

  /// What a person asked for while the step was taken.
  private void wishes(LoraTraining.Report report) {
    if (stage.take(Wish.SAVE)) {
      save();
      var file = keepAdapter(KeptAdapter.ofStep(spec.name(), report.step()), (int) report.epoch());
      say("Kept step %d as %s.".formatted(report.step(), file));
      stage.done(Wish.SAVE);
    }
    if (stage.take(Wish.SAMPLE)) {
      evaluate(
          "step-%06d".formatted(report.step()),
          "Step %d".formatted(report.step()),
          (int) report.epoch(),
          UnaryOperator.identity());
      stage.done(Wish.SAMPLE);
    }
  }

  /// @param noted what is known of it besides
  private void evaluate(String samples, String when, int epoch, UnaryOperator<Evaluation> noted) {
    double loss = records.meanLoss(epoch);
    var evaluation =
        noted.apply(prompts.evaluate(samples, epoch, training.steps(), OptionalDouble.of(loss)));
    records.evaluation(evaluation);
    stage.nothingElse();
    say(
        "%s: loss %.4f, success rate of the %d fixed prompts %s"
            .formatted(when, loss, prompts.size(), evaluation.success().sentence()));
  }

  /// Two files of the same matrices, in the names of kohya's trainer and of diffusers; neither says
  /// what was trained on.
  private Outcome finished() {
    var adapter = place.folder().resolve(spec.name() + ".safetensors");
    var facts = facts(spec.settings().epochs());
    write(adapter, LoraMatrices.Naming.KOHYA, facts);
    write(
        place.folder().resolve(spec.name() + "-diffusers.safetensors"),
        LoraMatrices.Naming.PEFT,
        facts);
    say("Done: " + adapter);
    return new Outcome.Finished(adapter, TrainingRecords.evaluations(place.folder()));
  }

  /// The adapter as it is, for this lab alone: it also says what was trained on.
  private Path keepAdapter(KeptAdapter kept, int epoch) {
    var file = kept.in(place.folder());
    var facts = new LinkedHashMap<>(facts(epoch));
    facts.putAll(AdapterMetadata.ofDataset(pictures));
    write(file, LoraMatrices.Naming.KOHYA, facts);
    return file;
  }

  private Map<String, String> facts(int epoch) {
    return AdapterMetadata.of(
        spec,
        model,
        studio.unetConfig(),
        studio.prediction(),
        training.steps(),
        epoch,
        records.timeOf(training.steps()));
  }

  private void write(Path file, LoraMatrices.Naming naming, Map<String, String> facts) {
    try {
      Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(file), e);
    }
    studio.write(training.matrices(), file, naming, facts);
  }

  private void requireRoom() {
    long needed = DiskNeed.whole(training, spec);
    long free = place.machine().freeDisk(place.folder());
    if (free < needed) {
      throw new TrainingProblem(
          "the training needs about %s on the disk of %s, and %s are free"
              .formatted(Sizes.needed(needed), place.folder(), Sizes.free(free)));
    }
  }

  private void say(String line) {
    records.log(line);
    listener.said(line);
  }
}
