package lab.harmony.doodle.drawing;

import java.util.Locale;

/// The four characters the renderer can draw.
public enum DoodleArchetype {
  SOFT,
  STOIC,
  ENERGETIC,
  MELANCHOLIC;

  /// The word used in prompts and labels.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
