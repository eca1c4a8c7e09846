package lab.harmony.blind;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.blind.rule.StopState;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.SessionRecord;
import lab.harmony.blind.session.StopWhen;
import lab.harmony.design.Times;

/// How a closed session ended and by which rule, and what was taken out before, for whoever reads
/// what it told. It names nobody.
final class SessionEnding {

  private SessionEnding() {}

  /// @param rule that was sealed at its start; empty in sessions of before
  static List<String> words(
      SessionRecord kept, Optional<StopWhen> rule, List<SealedClose.TakenOut> takenOut) {
    var all = new ArrayList<String>();
    kept.session()
        .closing()
        .flatMap(BlindSession.Closing::ended)
        .ifPresent(ended -> all.add(ended(ended, rule, kept)));
    takenOut.forEach(out -> all.add(words(out)));
    return all;
  }

  private static String ended(Ended ended, Optional<StopWhen> rule, SessionRecord kept) {
    var words = ended.words(rule);
    return rule.flatMap(it -> it.came(StopState.of(kept, Optional.of(it)).given()))
        .map(came -> words + " " + came)
        .orElse(words);
  }

  private static String words(SealedClose.TakenOut out) {
    return "What rater %d, a guest, said by link %d was taken out before the close, on %s, and counts for nothing (%s)."
        .formatted(
            out.rater(),
            out.link(),
            Times.dayAndTime(Instant.parse(out.at())),
            out.rows() == 1
                ? "1 line of the answers"
                : "%d lines of the answers".formatted(out.rows()));
  }
}
