package lab.harmony.doodle.drawing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/// Describes drawings in the words that prompts use, in full or shortened and reordered.
public final class Captions {

  private static final double SHUFFLED = 0.3;

  private Captions() {}

  /// Every phrase, in the order of the workspace's portrait template.
  public static String full(DoodleArchetype archetype, DoodleEmotion emotion) {
    return String.join(
        ", ",
        "portrait of a %s anime girl".formatted(archetype.word()),
        "%s expression".formatted(emotion.word()),
        eyes(emotion),
        mouth(emotion),
        brows(emotion));
  }

  /// The same said in one of the many ways a person would: phrases left out, reordered, shortened.
  public static String varied(
      DoodleArchetype archetype, DoodleEmotion emotion, RandomGenerator random) {
    if (random.nextDouble() < 0.3) {
      return full(archetype, emotion);
    }
    List<String> phrases = new ArrayList<>();
    if (random.nextDouble() < 0.9) {
      phrases.add(emotionPhrase(emotion, random));
    }
    for (String part : List.of(eyes(emotion), mouth(emotion), brows(emotion))) {
      if (random.nextDouble() < (phrases.isEmpty() ? 0.9 : 0.5)) {
        phrases.add(part);
      }
    }
    return joined(archetype, phrases, random);
  }

  /// Names each part's own emotion and no emotion of the whole face.
  public static String byParts(FaceDescription face, RandomGenerator random) {
    return joined(
        face.archetype(),
        new ArrayList<>(List.of(eyes(face.eyes()), mouth(face.mouth()), brows(face.brows()))),
        random);
  }

  private static String joined(
      DoodleArchetype archetype, List<String> phrases, RandomGenerator random) {
    if (random.nextDouble() < SHUFFLED) {
      Collections.shuffle(phrases, java.util.Random.from(random));
    }
    phrases.addFirst(subject(archetype, random));
    return String.join(", ", phrases);
  }

  private static String subject(DoodleArchetype archetype, RandomGenerator random) {
    String form =
        switch (random.nextInt(5)) {
          case 0 -> "%s anime girl";
          case 1 -> "a %s girl";
          case 2 -> "%s girl portrait";
          default -> "portrait of a %s anime girl";
        };
    return form.formatted(archetype.word());
  }

  private static String emotionPhrase(DoodleEmotion emotion, RandomGenerator random) {
    String form =
        switch (random.nextInt(4)) {
          case 0 -> "%s";
          case 1 -> "%s face";
          default -> "%s expression";
        };
    return form.formatted(emotion.word());
  }

  static String eyes(DoodleEmotion emotion) {
    return switch (emotion) {
      case NEUTRAL -> "calm eyes";
      case HAPPY -> "smiling eyes";
      case SAD -> "teary eyes";
      case ANGRY -> "glaring eyes";
    };
  }

  static String mouth(DoodleEmotion emotion) {
    return switch (emotion) {
      case NEUTRAL -> "closed mouth";
      case HAPPY -> "gentle smile";
      case SAD -> "downturned mouth";
      case ANGRY -> "clenched teeth";
    };
  }

  static String brows(DoodleEmotion emotion) {
    return switch (emotion) {
      case NEUTRAL -> "level brows";
      case HAPPY -> "relaxed brows";
      case SAD -> "worried brows";
      case ANGRY -> "furrowed brows";
    };
  }
}
