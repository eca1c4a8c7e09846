package lab.harmony.blind.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.review.MachineVerdict;
import lab.harmony.review.PromptPlace;
import lab.harmony.stats.Answer;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.PredictionPoweredMean;

/// The share of points of an arm from few prompts that people rated and many that a machine read
/// ([PredictionPoweredMean]): valid however wrong the machine is, and sharper where it is right.
///
/// A prompt is one value, the mean of its faces. Only prompts count as others of which people rated
/// no face, for faces of one prompt go together.
///
/// @param arm from 0
/// @param rated prompts that people rated
/// @param others prompts that the machine alone read
public record PeopleAndMachine(
    int arm, int rated, int others, Answer<PredictionPoweredMean> share) {

  /// What a judge made of a picture.
  record Read(PromptPlace prompt, MachineVerdict verdict) {}

  static List<PeopleAndMachine> all(
      RatedSession session,
      List<Rated> counted,
      Map<String, MachineVerdict> readings,
      String judge,
      List<List<Read>> others) {
    var all = new ArrayList<PeopleAndMachine>();
    for (int arm = 0; arm < others.size(); arm++) {
      all.add(of(arm, counted, readings, judge, others.get(arm)));
    }
    return all;
  }

  private static PeopleAndMachine of(
      int arm,
      List<Rated> counted,
      Map<String, MachineVerdict> readings,
      String judge,
      List<Read> others) {
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
    others.stream()
        .filter(read -> read.verdict().judge().equals(judge))
        .filter(read -> !people.containsKey(read.prompt()))
        .forEach(read -> add(more, read.prompt(), read.verdict().points()));
    return new PeopleAndMachine(
        arm,
        people.size(),
        more.size(),
        PredictionPoweredMean.of(
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
