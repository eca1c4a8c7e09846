package lab.harmony.blind.results.telling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.blind.results.findings.AfterAdjudication;
import lab.harmony.blind.results.findings.BlindFindings;
import lab.harmony.blind.results.findings.MachineBeside;
import lab.harmony.blind.results.findings.PeopleAndMachine;
import lab.harmony.blind.results.findings.RaterPassport;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.review.marks.MachineVerdict;

/// All that a session tells once it is closed.
///
/// @param blind by the raters who were blind, and guests, of whom it is not known; empty where none
///   of them answered
/// @param withoutGuests by those of whom it is known that they were blind, where guests took part
/// @param all by all of them, where that is something else
/// @param passports of each rater
/// @param after what arms come to with what was adjudicated; empty where nothing was that counts
/// @param machines judges that read its pictures
/// @param ending how it ended and by which rule, in sentences; nothing where nobody knows
public record BlindResults(
    RatedSession session,
    Optional<BlindFindings> blind,
    Optional<BlindFindings> withoutGuests,
    Optional<BlindFindings> all,
    Optional<AfterAdjudication> after,
    List<RaterPassport> passports,
    List<MachineBeside> machines,
    List<String> ending) {

  public BlindResults {
    passports = List.copyOf(passports);
    machines = List.copyOf(machines);
    ending = List.copyOf(ending);
  }

  public static BlindResults of(
      RatedSession session,
      Map<String, MachineVerdict> readings,
      List<List<PeopleAndMachine.Read>> others) {
    var rated = session.rated();
    var ofBlind = session.counting();
    var known = session.byBlind();
    return new BlindResults(
        session,
        ofBlind.isEmpty() ? Optional.empty() : Optional.of(BlindFindings.of(session, ofBlind)),
        known.isEmpty() || known.size() == ofBlind.size()
            ? Optional.empty()
            : Optional.of(BlindFindings.of(session, known)),
        ofBlind.size() == rated.size()
            ? Optional.empty()
            : Optional.of(BlindFindings.of(session, rated)),
        AfterAdjudication.of(session, ofBlind),
        RaterPassport.all(session),
        MachineBeside.of(session, ofBlind.isEmpty() ? rated : ofBlind, readings, others),
        List.of());
  }

  /// The same with how the session ended.
  public BlindResults ended(List<String> words) {
    return new BlindResults(session, blind, withoutGuests, all, after, passports, machines, words);
  }

  /// What one may say, a sentence for each claim.
  public List<String> claims(BlindFindings findings) {
    return BlindClaims.of(session, findings);
  }
}
