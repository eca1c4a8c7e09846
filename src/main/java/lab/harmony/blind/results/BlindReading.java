package lab.harmony.blind.results;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import lab.harmony.blind.BlindProblem;
import lab.harmony.blind.BlindSession;
import lab.harmony.blind.SessionId;
import lab.harmony.blind.SessionRecords;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.stereotype.Service;

/// What a session tells: while it is open how far raters agree, afterwards all of it.
@Service
public class BlindReading {

  private final SessionRecords records;
  private final Rights rights;

  BlindReading(SessionRecords records, Rights rights) {
    this.records = records;
    this.rights = rights;
  }

  /// What tells no arm.
  public record Steadiness(List<RaterAgreement> agreement, List<RaterPassport> passports) {}

  /// How far raters agree with each other and with themselves, also of an open session.
  public Steadiness steadiness(BlindSession session, Actor who) {
    rights.require(who, Right.LOOK);
    var rated = Rated.of(records.of(session, who));
    return new Steadiness(
        RaterAgreement.all(session.form(), rated),
        RaterPassport.all(session.form(), session.people(), rated));
  }

  /// What a closed session came to by the raters who were blind, and by all of them where that is
  /// something else.
  public record Told(Optional<BlindFindings> blind, Optional<BlindFindings> all) {}

  /// @throws BlindProblem while the session is open
  public Told told(BlindSession session, Actor who) {
    rights.require(who, Right.LOOK);
    session.requireClosed();
    var rated = Rated.of(records.of(session, who));
    var blind =
        session.raters().stream()
            .filter(BlindSession.Rater::isBlind)
            .map(rater -> rater.person().id())
            .toList();
    var ofBlind = rated.stream().filter(one -> blind.contains(one.showing().rater())).toList();
    int arms = session.arms().size();
    return new Told(
        ofBlind.isEmpty()
            ? Optional.empty()
            : Optional.of(BlindFindings.of(session.form(), arms, ofBlind)),
        ofBlind.size() == rated.size()
            ? Optional.empty()
            : Optional.of(BlindFindings.of(session.form(), arms, rated)));
  }

  /// The answers that count, as a table.
  ///
  /// @throws BlindProblem while the session is open
  public byte[] rows(SessionId id, Actor who) {
    rights.require(who, Right.EXPORT);
    var session = records.closed(id, who);
    var table = BlindRows.csv(session, Rated.of(records.of(session, who)));
    records.taken(id, "rows", who);
    return table.getBytes(StandardCharsets.UTF_8);
  }
}
