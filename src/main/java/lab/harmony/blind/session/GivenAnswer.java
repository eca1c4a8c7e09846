package lab.harmony.blind.session;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.people.PersonId;

/// One row of what was said in a session.
///
/// @param takenOut it came by a guest's link whose answers were taken out
/// @param overtaken something else was answered there meanwhile, which stands
public record GivenAnswer(
    long number,
    PersonId rater,
    int position,
    String sending,
    boolean takenOut,
    boolean overtaken,
    boolean withdrawn,
    BlindAnswer answer,
    int milliseconds,
    Instant answeredAt) {

  /// The last that was said at each place of a rater, also where it takes back.
  public static Map<Integer, GivenAnswer> last(List<GivenAnswer> ofRater) {
    var last = new LinkedHashMap<Integer, GivenAnswer>();
    ofRater.stream()
        .filter(answer -> !answer.takenOut() && !answer.overtaken())
        .forEach(answer -> last.put(answer.position(), answer));
    return last;
  }
}
