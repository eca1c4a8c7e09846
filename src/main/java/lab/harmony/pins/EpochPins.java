package lab.harmony.pins;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.harmony.prompts.Wording;
import lab.harmony.training.records.Evaluation;

/// What became of pins in what the epochs of trainings drew.
final class EpochPins {

  private static final String NOT_ON_RECORD =
      "in which words its faces were drawn is not on record";

  private EpochPins() {}

  /// Where the pictures of an evaluation lie among those of its training: `epoch-03`.
  static Optional<PinSubject.OfEpoch> subject(String training, Evaluation evaluation) {
    return all(evaluation)
        .findFirst()
        .map(face -> face.file().split("/"))
        .filter(parts -> parts.length == 3)
        .map(parts -> new PinSubject.OfEpoch(training, parts[1], evaluation.epoch()));
  }

  static Stream<Evaluation.Face> all(Evaluation evaluation) {
    return Stream.concat(evaluation.faces().stream(), evaluation.pinned().stream());
  }

  static List<PinCheck> held(List<Pin> pins, String training, Evaluation evaluation) {
    var faces = new HashMap<PinPlace, List<PinnedFace>>();
    all(evaluation)
        .forEach(face ->
            face.drawn()
                .ifPresent(drawn ->
                    faces
                        .computeIfAbsent(place(face, drawn), _ -> new ArrayList<>())
                        .add(face(training, face, drawn))));
    var onRecord = evaluation.faces().stream().allMatch(face -> face.drawn().isPresent());
    var drawn = DrawnPins.places(pins);
    return pins.stream()
        .map(pin ->
            PinCheck.of(
                pin,
                faces.getOrDefault(pin.place(), List.of()),
                1,
                onRecord ? missing(pin, drawn) : NOT_ON_RECORD))
        .toList();
  }

  private static String missing(Pin pin, Set<PinPlace> drawn) {
    return drawn.contains(pin.place())
        ? "it has no face of this prompt and seed; a training draws what was pinned when it began or went on"
        : "trainings draw the %d places that were pinned first, and this came later"
            .formatted(DrawnPins.MOST);
  }

  private static PinPlace place(Evaluation.Face face, Evaluation.Drawn drawn) {
    return new PinPlace(
        face.archetype(),
        face.emotion(),
        Wording.of(drawn.prompt(), drawn.negativePrompt()),
        face.cfgScale(),
        drawn.seed());
  }

  private static PinnedFace face(String training, Evaluation.Face face, Evaluation.Drawn drawn) {
    return new PinnedFace(
        PinnedPicture.ofTraining(training, face.file()),
        drawn.at(),
        drawn.settings(),
        Optional.empty(),
        Optional.of(RunFaces.read(drawn.reading(), face.emotion())));
  }

  static Map<PinSubject.OfEpoch, Evaluation> subjects(String training, List<Evaluation> all) {
    var subjects = new LinkedHashMap<PinSubject.OfEpoch, Evaluation>();
    all.forEach(one -> subject(training, one).ifPresent(at -> subjects.put(at, one)));
    return subjects;
  }
}
