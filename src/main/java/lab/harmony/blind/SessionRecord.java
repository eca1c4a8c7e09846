package lab.harmony.blind;

import java.util.List;

/// What a session keeps: what was fixed at its start, and all that was ever said in it. It says
/// which picture is whose: whoever shows something of an open session shows what tells no arm.
public record SessionRecord(
    BlindSession session, List<Unit> units, List<Showing> showings, List<GivenAnswer> answers) {

  public SessionRecord {
    units = List.copyOf(units);
    showings = List.copyOf(showings);
    answers = List.copyOf(answers);
  }
}
