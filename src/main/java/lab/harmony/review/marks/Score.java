package lab.harmony.review.marks;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import lab.harmony.people.NamedPerson;

/// One person's mark for one face of an experiment.
///
/// @param number grows with every score that is recorded
/// @param source the fields as the imported file wrote them, by column; empty for a score given
///   here
public record Score(
    long number,
    String experiment,
    Face face,
    Mark mark,
    NamedPerson scoredBy,
    Instant scoredAt,
    Map<String, String> source) {

  public Score {
    source = Collections.unmodifiableMap(new LinkedHashMap<>(source));
  }
}
