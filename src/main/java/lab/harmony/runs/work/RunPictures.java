package lab.harmony.runs.work;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lab.harmony.engine.EngineEvent;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.PartReading;
import lab.harmony.runs.PartsReading;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.store.ImageStore;
import lab.harmony.runs.store.RunStore;
import lab.harmony.work.JobRun;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Sha256;
import org.springframework.transaction.support.TransactionTemplate;

/// The pictures of a run that is worked on: which are complete, and how one more becomes so, once.
final class RunPictures {

  private final JobRun job;
  private final RunId run;
  private final GenerateSpec spec;
  private final List<String> names;
  private final RunStore runs;
  private final ImageStore images;
  private final RunJournal records;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Set<Integer> complete = new HashSet<>();

  RunPictures(
      JobRun job,
      Run run,
      RunStore runs,
      ImageStore images,
      RunJournal records,
      TransactionTemplate transaction,
      Clock clock) {
    this.job = job;
    this.run = run.id();
    this.spec = run.spec();
    this.names = ImageNames.of(spec);
    this.runs = runs;
    this.images = images;
    this.records = records;
    this.transaction = transaction;
    this.clock = clock;
  }

  /// Counts what is on record, and takes what else is there.
  void find() {
    images.of(run).forEach(picture -> complete.add(picture.index()));
    takeFound();
  }

  /// Takes the pictures that an engine completed just before it or its worker was killed.
  void takeFound() {
    for (int index : missing()) {
      FoundPictures.picture(run, spec, index, records.images().resolve(names.get(index)))
          .filter(this::keep)
          .ifPresent(picture ->
              records.log(
                  "Picture %d, %s, was complete already: %s"
                      .formatted(
                          picture.index(),
                          picture.fileName(),
                          RecipeFact.brief(picture.sha256()))));
    }
  }

  int count() {
    return complete.size();
  }

  int total() {
    return names.size();
  }

  /// The places of those that are not complete.
  List<Integer> missing() {
    return IntStream.range(0, names.size())
        .filter(index -> !complete.contains(index))
        .boxed()
        .toList();
  }

  /// Keeps a picture; false if this worker has lost the run.
  boolean record(EngineEvent.Image image) {
    var index = image.index();
    if (complete.contains(index) || !names.get(index).equals(image.file())) {
      throw new IllegalStateException("the engine made a picture nobody asked for: " + image);
    }
    var sha256 = Sha256.of(SafePath.inside(records.images(), image.file())).hex();
    if (!sha256.equals(image.sha256())) {
      throw new IllegalStateException("a picture is not what the engine wrote: " + image);
    }
    records.log(
        "Picture %d, %s, is complete: %s".formatted(index, image.file(), RecipeFact.brief(sha256)));
    var picture =
        new ImageStore.Picture(
            index,
            image.file(),
            sha256,
            spec.recipe().width(),
            spec.recipe().height(),
            clock.instant(),
            image.reading().map(this::reading));
    return keep(picture);
  }

  private boolean keep(ImageStore.Picture picture) {
    var kept =
        Boolean.TRUE.equals(
            transaction.execute(_ -> {
              var ours = job.gotFurther();
              if (ours) {
                runs.pictureDone(run);
                images.insert(run, picture);
              }
              return ours;
            }));
    if (kept) {
      complete.add(picture.index());
      job.changed();
    }
    return kept;
  }

  private PartsReading reading(EngineEvent.FaceReading read) {
    return new PartsReading(
        spec.judge(),
        spec.judgeSha256(),
        part(read.eyes()),
        part(read.mouth()),
        part(read.brows()));
  }

  private static PartReading part(EngineEvent.PartReading read) {
    return new PartReading(read.emotion(), read.probability());
  }
}
