package lab.harmony.pins;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.prompts.Wording;
import lab.harmony.training.records.Evaluation;

/// What became of pins in what the epochs of trainings drew.
final class EpochPins {

  private EpochPins() {}

  /// Where the pictures of an evaluation lie among those of its training: `epoch-03`.
  static Optional<PinSubject.OfEpoch> subject(String training, Evaluation evaluation) {
    return all(evaluation)
        .findFirst()
        .map(face -> face.file().split("/"))
        .filter(parts -> parts.length == 3)
        .map(parts -> new PinSubject.OfEpoch(training, parts[1], evaluation.epoch()));
  }

  private static Stream<Evaluation.Face> all(Evaluation evaluation) {
    return Stream.concat(evaluation.faces().stream(), evaluation.pinned().stream());
  }

  static List<PinCheck> held(List<Pin> pins, String training, Evaluation evaluation) {
    var faces = new HashMap<PinPlace, List<DrawnFace>>();
    all(evaluation)
        .forEach(face ->
            face.drawn()
                .ifPresent(drawn ->
                    faces
                        .computeIfAbsent(place(face, drawn), _ -> new ArrayList<>())
                        .add(face(training, face, drawn))));
    var none =
        evaluation.faces().stream().anyMatch(face -> face.drawn().isEmpty())
            ? "in which words its faces were drawn is not on record"
            : "it has no face of this prompt and seed";
    return pins.stream()
        .map(pin -> byPeople(PinCheck.of(pin, faces.getOrDefault(pin.place(), List.of()), none)))
        .toList();
  }

  /// Nobody ever scores what an epoch draws.
  private static PinCheck byPeople(PinCheck check) {
    return check.pin().wish().judge() instanceof PinJudge.People
            && check.state() instanceof PinState.NotJudged(_, var face)
        ? new PinCheck(
            check.pin(),
            new PinState.NotJudged("people score no pictures of trainings", face),
            check.since())
        : check;
  }

  private static PinPlace place(Evaluation.Face face, Evaluation.Drawn drawn) {
    return new PinPlace(
        face.archetype(),
        face.emotion(),
        Wording.of(drawn.prompt(), drawn.negativePrompt()),
        face.cfgScale(),
        drawn.seed());
  }

  private static DrawnFace face(String training, Evaluation.Face face, Evaluation.Drawn drawn) {
    return new DrawnFace(
        PinnedPicture.ofTraining(training, face.file()),
        drawn.at(),
        drawn.settings(),
        Optional.empty(),
        Optional.of(RunFaces.read(drawn.reading(), face.emotion())));
  }

  /// When the last of its faces was drawn, as far as that is on record.
  static Instant drawn(Evaluation evaluation) {
    return all(evaluation)
        .flatMap(face -> face.drawn().stream())
        .map(Evaluation.Drawn::at)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  static Map<PinSubject.OfEpoch, Evaluation> subjects(String training, List<Evaluation> all) {
    var subjects = new java.util.LinkedHashMap<PinSubject.OfEpoch, Evaluation>();
    all.forEach(one -> subject(training, one).ifPresent(at -> subjects.put(at, one)));
    return subjects;
  }
}
