package lab.harmony.blind;

import java.util.List;

/// What a session keeps: what was fixed at its start, and all that was ever said in it. It says
/// which picture is whose: whoever shows something of an open session shows what tells no arm.
///
/// @param besides what else differs between arms; nothing while it is open
public record SessionRecord(
    BlindSession session,
    List<Unit> units,
    List<Showing> showings,
    List<GivenAnswer> answers,
    Besides besides) {

  /// Where what else differs is not asked for.
  SessionRecord(
      BlindSession session, List<Unit> units, List<Showing> showings, List<GivenAnswer> answers) {
    this(session, units, showings, answers, Besides.NOTHING);
  }

  public SessionRecord {
    units = List.copyOf(units);
    showings = List.copyOf(showings);
    answers = List.copyOf(answers);
  }
}
