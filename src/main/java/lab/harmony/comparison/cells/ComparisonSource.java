package lab.harmony.comparison.cells;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import lab.harmony.comparison.ArmAnswers;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.notebooks.cells.CellYaml;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import lab.harmony.yaml.Settings;

/// What the source of a comparison cell asks for.
record ComparisonSource(Question question) {

  private static final List<String> NAMES = List.of("arms", "than", "by");
  private static final String EXAMPLE = "baseline";

  /// @throws lab.harmony.notebooks.cells.CellProblem naming everything that is wrong
  static ComparisonSource read(String source) {
    var yaml = CellYaml.settings(source, "arms");
    var arms = arms(yaml);
    var than = address(yaml, "than", yaml.text("than", EXAMPLE));
    var by = yaml.textIfPresent("by");
    if (than.filter(arms::contains).isPresent()) {
      yaml.complain(
          "than",
          "an arm is not compared with itself; \"%s\" is among the arms".formatted(than.get()));
    }
    CellYaml.finish(yaml, NAMES);
    return new ComparisonSource(new Question(than.orElseThrow(), arms, by));
  }

  private static List<ArmAddress> arms(Settings yaml) {
    var arms = new ArrayList<ArmAddress>();
    var texts = yaml.texts("arms");
    texts.forEach(text -> address(yaml, "arms", text).ifPresent(arms::add));
    if (texts.isEmpty()) {
      yaml.complain(
          "arms",
          "\"arms\" needs runs, experiments, or parts of one, such as [lora-v2, \"baseline:cfg=7\"]");
    } else if (new HashSet<>(arms).size() < arms.size()) {
      yaml.complain("arms", "every arm must be another one, got one of them twice");
    } else if (arms.size() >= ArmAnswers.MOST) {
      yaml.complain(
          "arms",
          "at most %d arms can be compared with one, got %d"
              .formatted(ArmAnswers.MOST - 1, arms.size()));
    }
    return arms;
  }

  private static Optional<ArmAddress> address(Settings yaml, String name, String text) {
    try {
      return Optional.of(ArmAddress.parse(text));
    } catch (IllegalArgumentException e) {
      yaml.complain(name, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  NamedFacts facts() {
    var facts = new ArrayList<Fact>();
    question.others().forEach(arm -> facts.add(Fact.of("arm", arm.toString())));
    facts.add(Fact.of("than", question.baseline().toString()));
    question.by().ifPresent(by -> facts.add(Fact.of("by", by)));
    return new NamedFacts(facts);
  }
}
