package lab.harmony.blind.results.findings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.stats.multiplicity.Holm;
import lab.harmony.stats.preference.ClusteredStrengths;

/// What a session came to by some of its raters.
///
/// @param raters how many gave these answers
/// @param by who they are, from 0
/// @param arms where each picture is judged alone; empty where they are compared
/// @param comparisons of each two arms
/// @param strengths of all arms on one scale, where pictures are compared
/// @param agreement how far these raters agree
public record BlindFindings(
    int raters,
    Set<Integer> by,
    int answers,
    List<ArmResult> arms,
    List<ArmComparison> comparisons,
    Optional<ClusteredStrengths.Outcome> strengths,
    List<RaterAgreement> agreement) {

  /// @param rated what those said who are to count
  public static BlindFindings of(RatedSession session, List<Rated> rated) {
    var firsts = Rated.firsts(rated);
    boolean compares = session.compares();
    var by = rated.stream().map(Rated::rater).collect(Collectors.toUnmodifiableSet());
    return new BlindFindings(
        by.size(),
        by,
        rated.size(),
        compares
            ? List.of()
            : IntStream.range(0, session.arms().size())
                .mapToObj(arm -> ArmResult.of(arm, firsts))
                .toList(),
        corrected(
            session.ofEachTwo(arms ->
                compares
                    ? ArmComparison.ofPairs(arms[0], arms[1], firsts)
                    : ArmComparison.ofFaces(arms[0], arms[1], firsts))),
        compares ? Optional.of(ArmStrengths.of(session.arms(), firsts)) : Optional.empty(),
        RaterAgreement.all(session, rated));
  }

  private static List<ArmComparison> corrected(List<ArmComparison> all) {
    var tested = all.stream().filter(one -> one.p().found().isPresent()).toList();
    var p = Holm.adjust(tested.stream().mapToDouble(one -> one.p().orElseThrow()).toArray());
    return all.stream()
        .map(one -> tested.contains(one) ? one.withP(p[tested.indexOf(one)]) : one)
        .toList();
  }
}
