package lab.harmony.blind.session;

import java.time.Duration;

/// What a browser says: an answer, or that the last one is taken back.
///
/// @param position of the showing, from 0
/// @param sending the name that the browser gave it, by which it counts once
/// @param knew the name of the answer that the browser knew to stand there; empty for none
/// @param withdrawn whether what stands there is taken back
/// @param took from when it was shown
public record Said(
    int position,
    String sending,
    String knew,
    boolean withdrawn,
    BlindAnswer answer,
    Duration took) {

  private static final String NAME = "[0-9a-zA-Z-]{8,36}";
  private static final Duration LONGEST = Duration.ofHours(1);

  public Said {
    if (!sending.matches(NAME)) {
      throw new IllegalArgumentException("an answer is named by 8 to 36 letters, got " + sending);
    }
    if (!knew.isEmpty() && !knew.matches(NAME)) {
      throw new IllegalArgumentException("an answer is named by 8 to 36 letters, got " + knew);
    }
    took = took.isNegative() ? Duration.ZERO : took.compareTo(LONGEST) > 0 ? LONGEST : took;
  }
}
