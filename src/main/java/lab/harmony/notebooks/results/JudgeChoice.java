package lab.harmony.notebooks.results;

import java.util.Arrays;
import java.util.Locale;
import lab.harmony.yaml.Settings;

/// Who gave the scores that a cell shows.
public enum JudgeChoice {
  HUMAN,
  MACHINE;

  /// The word in sources and results.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static JudgeChoice read(Settings yaml, String name) {
    return yaml.choice(name, HUMAN, Arrays.asList(values()), JudgeChoice::word);
  }

  /// As a stored result has it.
  static JudgeChoice ofWord(String word) {
    return word.equals(MACHINE.word()) ? MACHINE : HUMAN;
  }
}
