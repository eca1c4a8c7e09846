package lab.harmony.doodle.drawing;

import java.util.Locale;

/// What one part of a drawn face can say.
public enum DoodleEmotion {
  NEUTRAL,
  HAPPY,
  SAD,
  ANGRY;

  /// The word used in prompts and labels.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
