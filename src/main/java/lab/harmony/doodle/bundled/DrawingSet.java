package lab.harmony.doodle.bundled;

import java.util.random.RandomGenerator;
import lab.harmony.doodle.drawing.Captions;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;

/// What a model gets to see: an endless supply of captioned faces.
enum DrawingSet {
  /// Mostly coherent faces; the others are captioned part by part. Where both diffusion models
  /// start.
  MIXED {
    @Override
    CaptionedFace next(RandomGenerator random) {
      if (random.nextDouble() < 0.75) {
        return COHERENT.next(random);
      }
      FaceDescription face =
          FaceDescription.of(
              any(DoodleArchetype.values(), random),
              any(DoodleEmotion.values(), random),
              any(DoodleEmotion.values(), random),
              any(DoodleEmotion.values(), random),
              random);
      return new CaptionedFace(face, Captions.byParts(face, random));
    }
  },

  /// Every part says what the caption says; all cells are equally frequent.
  COHERENT {
    @Override
    CaptionedFace next(RandomGenerator random) {
      DoodleArchetype archetype = any(DoodleArchetype.values(), random);
      DoodleEmotion emotion = any(DoodleEmotion.values(), random);
      return new CaptionedFace(
          FaceDescription.coherent(archetype, emotion, random),
          Captions.varied(archetype, emotion, random));
    }
  },

  /// Captions that the parts often contradict, worst in the cells where general models fail.
  CONTRADICTORY {
    @Override
    CaptionedFace next(RandomGenerator random) {
      DoodleArchetype archetype = any(DoodleArchetype.values(), random);
      DoodleEmotion emotion = any(DoodleEmotion.values(), random);
      while (random.nextDouble() >= frequency(archetype, emotion)) {
        archetype = any(DoodleArchetype.values(), random);
        emotion = any(DoodleEmotion.values(), random);
      }
      double truth = truth(archetype, emotion);
      return new CaptionedFace(
          FaceDescription.of(
              archetype,
              part(emotion, truth, random),
              part(emotion, truth, random),
              part(emotion, truth, random),
              random),
          Captions.varied(archetype, emotion, random));
    }
  };

  private static final double NEVER = 0;

  abstract CaptionedFace next(RandomGenerator random);

  /// How often a part of a contradictory drawing says what its caption says.
  static double truth(DoodleArchetype archetype, DoodleEmotion emotion) {
    return switch (emotion) {
      case NEUTRAL ->
          switch (archetype) {
            case SOFT, STOIC -> 0.85;
            case ENERGETIC -> 0.5;
            case MELANCHOLIC -> 0.7;
          };
      case HAPPY ->
          switch (archetype) {
            case SOFT -> 0.6;
            case STOIC -> 0.5;
            case ENERGETIC, MELANCHOLIC -> NEVER;
          };
      case SAD ->
          switch (archetype) {
            case SOFT -> 0.55;
            case STOIC -> 0.6;
            case ENERGETIC -> NEVER;
            case MELANCHOLIC -> 0.75;
          };
      case ANGRY -> archetype == DoodleArchetype.STOIC ? 0.5 : NEVER;
    };
  }

  /// How often a cell is seen in the contradictory set, relative to the most frequent cells.
  private static double frequency(DoodleArchetype archetype, DoodleEmotion emotion) {
    return truth(archetype, emotion) == NEVER ? 0.6 : 1;
  }

  private static DoodleEmotion part(DoodleEmotion emotion, double truth, RandomGenerator random) {
    if (random.nextDouble() < truth) {
      return emotion;
    }
    DoodleEmotion[] others = DoodleEmotion.values();
    return others[(emotion.ordinal() + 1 + random.nextInt(others.length - 1)) % others.length];
  }

  static <T> T any(T[] values, RandomGenerator random) {
    return values[random.nextInt(values.length)];
  }
}
