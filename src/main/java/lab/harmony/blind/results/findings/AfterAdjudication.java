package lab.harmony.blind.results.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lab.harmony.blind.results.rated.Adjudication;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.rule.Majority;

/// What arms come to if each face, pair or four has one answer: what was adjudicated, else what
/// more than half of its raters say. It stands beside what raters come to and changes nothing of
/// it.
///
/// @param adjudication what was adjudicated
/// @param answered how many of these have an adjudicated answer that counts
/// @param open how many have no answer, neither of most raters nor adjudicated
/// @param arms where each picture is judged alone
/// @param comparisons of each two arms, where pictures are compared
public record AfterAdjudication(
    Adjudication adjudication,
    int answered,
    int open,
    List<ArmResult> arms,
    List<ArmComparison> comparisons) {

  public AfterAdjudication {
    arms = List.copyOf(arms);
    comparisons = List.copyOf(comparisons);
  }

  /// Empty of sessions in which nobody was asked, and where whoever was asked was not blind.
  ///
  /// @param counting what raters said who count
  public static Optional<AfterAdjudication> of(RatedSession session, List<Rated> counting) {
    return session
        .adjudication()
        .filter(asked -> asked.by().blindness().counts())
        .map(asked -> of(session, asked, counting));
  }

  private static AfterAdjudication of(
      RatedSession session, Adjudication asked, List<Rated> counting) {
    var one = new TreeMap<Integer, Rated>();
    var said = new TreeMap<Integer, List<Rated>>();
    for (var each : Rated.counted(Rated.firsts(counting))) {
      said.computeIfAbsent(each.unit().number(), _ -> new ArrayList<>()).add(each);
    }
    said.forEach((unit, all) ->
        Majority.of(all.stream().map(Rated::judgement).toList())
            .flatMap(most -> all.stream().filter(each -> each.judgement().equals(most)).findFirst())
            .ifPresent(each -> one.put(unit, each)));
    var adjudicated = Rated.counted(asked.rated());
    adjudicated.forEach(each -> one.put(each.unit().number(), each));
    // Of one voice, or arms that nobody judged both of would not be held against each other.
    var settled = one.values().stream().map(each -> each.by(0)).toList();
    return new AfterAdjudication(
        asked,
        adjudicated.size(),
        asked.units() - settled.size(),
        session.compares()
            ? List.of()
            : IntStream.range(0, session.arms().size())
                .mapToObj(arm -> ArmResult.of(arm, settled))
                .toList(),
        session.compares()
            ? session.ofEachTwo(arms -> ArmComparison.ofPairs(arms[0], arms[1], settled))
            : List.of());
  }
}
