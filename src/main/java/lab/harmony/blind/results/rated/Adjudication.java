package lab.harmony.blind.results.rated;

import java.util.List;

/// What somebody who rated nothing else said where raters disagree. It is apart from what raters
/// said, so nothing that is computed of these takes it in.
///
/// @param by who that was
/// @param units how many the session has, of which raters and they were asked
/// @param shown how many faces, pairs or fours they were shown
/// @param rated what they said, by the number after that of the last rater
public record Adjudication(RatedSession.Rater by, int units, int shown, List<Rated> rated) {

  public Adjudication {
    rated = List.copyOf(rated);
  }
}
