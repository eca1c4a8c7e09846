package lab.harmony.blind.results.findings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.Reason;
import lab.harmony.stats.means.PredictionPoweredMean;

/// The share of points of an arm from few prompts that people rated and many that a machine read
/// ([PredictionPoweredMean]): sharper where the machine is right, and right where it is not, but
/// only if the rated prompts are a random sample of all. A session does not draw them so; whoever
/// reads the figure has to know that they were.
///
/// A prompt is one value, the mean of its faces. Only prompts count as others of which people were
/// shown no face, for faces of one prompt go together, and a face that nobody could tell is no face
/// that nobody was asked about. Below [#FEWEST] rated prompts the interval, which is by the normal
/// quantile, would be too narrow, and there is none.
///
/// @param arm from 0
/// @param rated prompts that people rated
/// @param others prompts that the machine alone read
public record PeopleAndMachine(
    int arm, int rated, int others, Answer<PredictionPoweredMean> share) {

  /// With fewer the normal quantile covers less than it says.
  static final int FEWEST = 20;

  /// What a judge made of a picture.
  public record Read(PromptPlace prompt, MachineVerdict verdict) {}

  public static List<PeopleAndMachine> all(
      RatedSession session,
      List<Rated> counted,
      Map<String, MachineVerdict> readings,
      MachineBeside.JudgeBeside judge,
      List<List<Read>> others) {
    var shown =
        session.rated().stream().map(one -> one.unit().prompt()).collect(Collectors.toSet());
    var all = new ArrayList<PeopleAndMachine>();
    for (int arm = 0; arm < others.size(); arm++) {
      var more =
          others.get(arm).stream()
              .filter(read -> judge.made(read.verdict()))
              .filter(read -> !shown.contains(read.prompt()))
              .toList();
      all.add(of(arm, counted, readings, more));
    }
    return all;
  }

  private static PeopleAndMachine of(
      int arm, List<Rated> counted, Map<String, MachineVerdict> readings, List<Read> others) {
    var people = new LinkedHashMap<PromptPlace, List<Double>>();
    var machine = new LinkedHashMap<PromptPlace, List<Double>>();
    for (var one : counted) {
      int place = one.unit().place(arm);
      var reading = place < 0 ? null : readings.get(one.unit().pictures().get(place).image());
      if (reading != null) {
        add(people, one.unit().prompt(), one.points().orElseThrow());
        add(machine, one.unit().prompt(), reading.points());
      }
    }
    var more = new LinkedHashMap<PromptPlace, List<Double>>();
    others.forEach(read -> add(more, read.prompt(), read.verdict().points()));
    return new PeopleAndMachine(
        arm,
        people.size(),
        more.size(),
        people.size() < FEWEST
            ? Answer.missing(Reason.TOO_FEW)
            : PredictionPoweredMean.of(
                means(people), means(machine), means(more), ConfidenceLevel.PERCENT_95));
  }

  private static void add(Map<PromptPlace, List<Double>> to, PromptPlace prompt, int points) {
    to.computeIfAbsent(prompt, _ -> new ArrayList<>()).add(points / (double) Judgement.Points.MOST);
  }

  private static double[] means(Map<PromptPlace, List<Double>> byPrompt) {
    return byPrompt.values().stream()
        .mapToDouble(of -> of.stream().mapToDouble(it -> it).average().orElseThrow())
        .toArray();
  }
}
