package lab.harmony.pins;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Score;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.PartsReading;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import org.springframework.stereotype.Component;

/// The faces of runs that stand where pins do, and what is said of them. However many faces a run
/// has, only those are looked at closely.
@Component
class RunFaces {

  private final RunQueue runs;
  private final Scores scores;

  RunFaces(RunQueue runs, Scores scores) {
    this.runs = runs;
    this.scores = scores;
  }

  /// What became of pins in a run.
  List<PinCheck> held(List<Pin> pins, Run run) {
    var places = pins.stream().map(Pin::place).collect(Collectors.toSet());
    if (places.isEmpty()) {
      return List.of();
    }
    var found = at(places, run);
    var asked =
        run.spec().prompts().stream()
            .map(PinPlace::of)
            .filter(places::contains)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    var gone = run.images() > 0 && !asked.isEmpty() && runs.images(run).isEmpty();
    return pins.stream()
        .map(pin ->
            PinCheck.of(
                pin,
                found.getOrDefault(pin.place(), List.of()),
                asked.getOrDefault(pin.place(), 0L).intValue(),
                asked.containsKey(pin.place())
                    ? missing(run, gone)
                    : "it has no face of this prompt and seed"))
        .toList();
  }

  /// What became of pins in those faces of a run whose prompts are meant; nothing of those that it
  /// did not draw.
  List<PinCheck> drawn(List<Pin> pins, Run run, Predicate<MatrixPrompt> meant) {
    var places = pins.stream().map(Pin::place).collect(Collectors.toSet());
    var asked =
        run.spec().prompts().stream()
            .filter(prompt -> places.contains(PinPlace.of(prompt)) && meant.test(prompt))
            .collect(Collectors.groupingBy(PinPlace::of, Collectors.counting()));
    if (asked.isEmpty()) {
      return List.of();
    }
    var found =
        faces(
            run,
            matching(
                asked.keySet(),
                runs.images(run).stream().filter(image -> meant.test(image.prompt())).toList()));
    return pins.stream()
        .filter(pin -> asked.containsKey(pin.place()))
        .map(pin ->
            PinCheck.of(
                pin,
                found.getOrDefault(pin.place(), List.of()),
                asked.getOrDefault(pin.place(), 0L).intValue(),
                missing(run, false)))
        .toList();
  }

  private static String missing(Run run, boolean gone) {
    if (gone) {
      return "its pictures were removed with the experiment";
    }
    return run.state().isOver() ? "it ended before this face" : "it has not come to this face yet";
  }

  /// A picture with what is said of it.
  Map<PinPlace, List<PinnedFace>> at(Set<PinPlace> places, Run run) {
    return faces(run, matching(places, runs.images(run)));
  }

  private Map<PinPlace, List<PinnedFace>> faces(Run run, Map<PinPlace, List<RunImage>> images) {
    if (images.isEmpty()) {
      return Map.of();
    }
    var people = Scores.byImage(scores.current(run.spec().experiment()));
    var faces = new HashMap<PinPlace, List<PinnedFace>>();
    images.forEach((place, all) ->
        faces.put(place, all.stream().map(image -> face(image, run, people)).toList()));
    return faces;
  }

  static Map<PinPlace, List<RunImage>> matching(Set<PinPlace> places, List<RunImage> all) {
    var images = new HashMap<PinPlace, List<RunImage>>();
    for (var image : all) {
      var place = PinPlace.of(image.prompt());
      if (places.contains(place)) {
        images.computeIfAbsent(place, _ -> new ArrayList<>()).add(image);
      }
    }
    return images;
  }

  private static PinnedFace face(RunImage image, Run run, Map<ImageId, Score> people) {
    return new PinnedFace(
        PinnedPicture.of(image.id()),
        image.createdAt(),
        run.spec().recipe(image.prompt()).settings(),
        Optional.ofNullable(people.get(image.id())).map(score -> Judged.of(score.mark())),
        image.reading().map(reading -> read(reading, image.prompt().emotion())));
  }

  static PinnedFace.MachineRead read(PartsReading reading, String asked) {
    return new PinnedFace.MachineRead(
        new PinJudge.Machine(reading.judge(), reading.judgeSha256()),
        Judged.of(MachineVerdict.of(reading, asked).checklist(), Judged.otherwise(reading, asked)));
  }

  /// A face as it is now; empty if it is not there.
  Optional<PinnedFace> find(ImageId id) {
    return runs.image(id)
        .flatMap(image ->
            runs.find(id.run())
                .map(run -> face(image, run, Scores.byImage(scores.current(image.experiment())))));
  }

  /// How a picture was drawn; empty if it is not there.
  Optional<String> settings(ImageId id) {
    return runs.image(id)
        .flatMap(
            image -> runs.find(id.run()).map(run -> run.spec().recipe(image.prompt()).settings()));
  }

  Optional<RunImage> image(ImageId id) {
    return runs.image(id);
  }

  List<String> experiments() {
    return runs.experimentsWithPictures();
  }
}
