package lab.harmony.blind;

import java.time.Instant;
import lab.harmony.people.PersonId;

/// One row of what was said in a session.
///
/// @param overtaken something else was answered there meanwhile, which stands
record GivenAnswer(
    long number,
    PersonId rater,
    int position,
    String sending,
    boolean overtaken,
    boolean withdrawn,
    BlindAnswer answer,
    int milliseconds,
    Instant answeredAt) {}
