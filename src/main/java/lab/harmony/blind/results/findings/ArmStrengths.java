package lab.harmony.blind.results.findings;

import java.util.LinkedHashMap;
import java.util.List;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.stats.ConfidenceLevel;
import lab.harmony.stats.preference.ClusteredStrengths;
import lab.harmony.stats.preference.Preferences;

/// How strong arms are by what was preferred, all of them on one scale: Bradley and Terry's, with
/// intervals over prompts.
public final class ArmStrengths {

  private ArmStrengths() {}

  public static ClusteredStrengths.Outcome of(List<String> arms, List<Rated> firsts) {
    var byPrompt = new LinkedHashMap<PromptPlace, Counts>();
    for (var one : Rated.counted(firsts)) {
      var counts = byPrompt.computeIfAbsent(one.unit().prompt(), _ -> new Counts(arms.size()));
      for (int first = 0; first < arms.size(); first++) {
        for (int second = first + 1; second < arms.size(); second++) {
          var preference = one.preference(first, second);
          if (preference.isPresent()) {
            counts.add(first, second, preference.get());
          }
        }
      }
    }
    return ClusteredStrengths.of(
        arms,
        byPrompt.values().stream()
            .map(counts -> Preferences.of(arms, counts.wins, counts.ties))
            .toList(),
        ConfidenceLevel.PERCENT_95);
  }

  private static final class Counts {

    private final int[][] wins;
    private final int[][] ties;

    Counts(int arms) {
      wins = new int[arms][arms];
      ties = new int[arms][arms];
    }

    void add(int first, int second, int preference) {
      if (preference == 0) {
        ties[first][second]++;
        ties[second][first]++;
      } else {
        wins[preference > 0 ? first : second][preference > 0 ? second : first]++;
      }
    }
  }
}
