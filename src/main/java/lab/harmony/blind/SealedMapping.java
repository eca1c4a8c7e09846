package lab.harmony.blind;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.blind.session.AlikeArms;
import lab.harmony.blind.session.Besides;
import lab.harmony.blind.session.BlindSetup;
import lab.harmony.blind.session.GoldUnit;
import lab.harmony.blind.session.NotRated;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.Showing;
import lab.harmony.blind.session.StopWhen;
import lab.harmony.blind.session.TabbedLine;
import lab.harmony.blind.session.Unit;
import lab.harmony.comparison.arms.ArmDifference;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.Sha256;

/// What is fixed before the first answer and told after the last: which picture is whose, and who
/// is shown what on which side. One fact a line, its parts apart by tabs, so that anybody can read
/// it without this lab.
///
/// @param nonce 256 random bits in hexadecimal digits, so that nobody finds the mapping by trying
///   all of them
public record SealedMapping(String text, String nonce) {

  public static final String FORMAT = "harmony-blind-mapping/4";

  /// Mappings without what is not rated, and without which arms are alike in all that is known.
  public static final String WITHOUT_LEFT_OUT = "harmony-blind-mapping/3";

  /// Mappings without the rule by which a session is to be closed.
  public static final String WITHOUT_RULE = "harmony-blind-mapping/2";

  /// Mappings of arms by experiment and model, without what else differs between them and gold.
  public static final String BEFORE = "harmony-blind-mapping/1";

  /// How a showing of gold is marked, where others say that they are the first or come again.
  public static final String GOLD = "gold";

  /// All that are read.
  public static final List<String> FORMATS =
      List.of(FORMAT, WITHOUT_LEFT_OUT, WITHOUT_RULE, BEFORE);

  /// Those that have a line of the rule by which a session is to be closed.
  private static final List<String> WITH_RULE = List.of(FORMAT, WITHOUT_LEFT_OUT);

  private static final String DIFFERS = "differs";
  private static final String UNIT = "unit\t";
  private static final String ALIKE = "alike";
  private static final String LEFT_OUT = "left-out";

  static SealedMapping of(
      SessionId id,
      BlindSetup setup,
      FrozenSet set,
      List<GoldUnit> gold,
      List<Showing> showings,
      String nonce) {
    var units = set.units();
    var lines = new StringBuilder();
    line(lines, FORMAT);
    line(lines, "session", id.value());
    line(lines, "form", setup.form().code());
    for (int arm = 0; arm < setup.arms().size(); arm++) {
      var one = setup.arms().get(arm);
      line(lines, "arm", arm + 1, one.label(), one.address());
    }
    line(lines, setup.stop().sealed());
    for (var differ : set.differences()) {
      line(
          lines,
          DIFFERS,
          differ.first() + 1,
          differ.second() + 1,
          differ.what(),
          differ.one(),
          differ.other(),
          differ.pairs(),
          differ.of());
    }
    for (var two : set.alike()) {
      line(lines, ALIKE, two.first() + 1, two.second() + 1);
    }
    set.leftOut().coded().forEach((why, pictures) -> line(lines, LEFT_OUT, why, pictures));
    for (var unit : units) {
      var asked = unit.asked();
      line(
          lines,
          "unit",
          unit.number() + 1,
          asked.archetype(),
          asked.emotion(),
          scale(asked),
          asked.seed());
      for (var picture : unit.pictures()) {
        line(
            lines,
            "picture",
            unit.number() + 1,
            picture.arm() + 1,
            picture.image(),
            picture.sha256());
      }
    }
    gold.forEach(unit -> line(lines, unit));
    for (var showing : showings) {
      boolean isGold = showing.unit() >= units.size();
      var arms =
          isGold ? faces(showing.pictures()) : arms(units.get(showing.unit()), showing.pictures());
      line(
          lines,
          "showing",
          setup.raters().indexOf(showing.rater()) + 1,
          showing.position() + 1,
          showing.unit() + 1,
          arms,
          isGold ? GOLD : showing.again() ? "again" : "first");
    }
    return new SealedMapping(lines.toString(), nonce);
  }

  /// In what arms differ besides what they are; empty where nobody wrote down whether they do, or
  /// so that this version does not read it.
  Optional<Besides> besides() {
    var differences = head(DIFFERS).map(this::difference).toList();
    return isOf(BEFORE) || differences.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(
            new Besides(
                differences.stream().flatMap(Optional::stream).toList(),
                Besides.Known.SEALED,
                head(ALIKE)
                    .map(parts -> new AlikeArms(place(parts[1]), place(parts[2])))
                    .toList()));
  }

  /// The first that were written down say nothing of in how many pairs arms differ: in all.
  private Optional<ArmDifference> difference(String[] parts) {
    int units = (int) text.lines().filter(line -> line.startsWith(UNIT)).count();
    return switch (parts.length) {
      case 6 ->
          Optional.of(
              new ArmDifference(
                  place(parts[1]), place(parts[2]), parts[3], parts[4], parts[5], units, units));
      case 8 ->
          Optional.of(
              new ArmDifference(
                  place(parts[1]),
                  place(parts[2]),
                  parts[3],
                  parts[4],
                  parts[5],
                  Integer.parseInt(parts[6]),
                  Integer.parseInt(parts[7])));
      default -> Optional.empty();
    };
  }

  private static int place(String number) {
    return Integer.parseInt(number) - 1;
  }

  /// The pictures of arms that are not rated; none in mappings of before, which do not say it.
  NotRated notRated() {
    return NotRated.ofCodes(
        head(LEFT_OUT)
            .collect(Collectors.toMap(parts -> parts[1], parts -> Integer.parseInt(parts[2]))));
  }

  /// Whether it is of a form that says which pictures are not rated.
  boolean saysWhatIsLeftOut() {
    return isOf(FORMAT);
  }

  private boolean isOf(String format) {
    return text.startsWith(format + "\n");
  }

  /// The rule by which the session is to be closed; empty where none was chosen.
  public Optional<StopWhen> stop() {
    return head().flatMap(parts -> StopWhen.read(parts).stream()).findFirst();
  }

  /// What is wrong with the line of the rule; empty where it is there once and can be read, and in
  /// mappings of before, which have none.
  public Optional<String> ruleProblem() {
    var lines =
        text.lines().filter(line -> TabbedLine.parts(line)[0].equals(StopWhen.LINE)).toList();
    int needed = WITH_RULE.stream().anyMatch(this::isOf) ? 1 : 0;
    if (lines.size() != needed) {
      return Optional.of(
          "It has %d lines of the rule by which it is to be closed, and one of its form has %d."
              .formatted(lines.size(), needed));
    }
    return needed == 0 || stop().isPresent()
        ? Optional.empty()
        : Optional.of(
            "The rule that it seals, “%s”, is none that this version of the lab knows."
                .formatted(lines.getFirst().replace('\t', ' ')));
  }

  /// The lines before the first unit.
  private Stream<String[]> head() {
    return text.lines().takeWhile(line -> !line.startsWith(UNIT)).map(TabbedLine::parts);
  }

  private Stream<String[]> head(String what) {
    return head().filter(parts -> parts[0].equals(what));
  }

  private static void line(StringBuilder lines, GoldUnit unit) {
    var asked = unit.asked();
    line(
        lines,
        "gold",
        unit.number() + 1,
        asked.archetype(),
        asked.emotion(),
        scale(asked),
        asked.seed());
    for (int face = 0; face < unit.faces().size(); face++) {
      var one = unit.faces().get(face);
      line(
          lines,
          "face",
          unit.number() + 1,
          face + 1,
          one.truth().eyes(),
          one.truth().mouth(),
          one.truth().brows(),
          one.sha256());
    }
  }

  /// The numbers of the faces from left to right.
  private static String faces(List<Integer> pictures) {
    return String.join(" ", pictures.stream().map(place -> String.valueOf(place + 1)).toList());
  }

  private static Object scale(Unit.Asked asked) {
    return asked.cfgScale().isPresent() ? asked.cfgScale().getAsDouble() : "-";
  }

  /// The arms from left to right.
  static String arms(Unit unit, List<Integer> pictures) {
    return String.join(
        " ",
        pictures.stream()
            .map(place -> String.valueOf(unit.pictures().get(place).arm() + 1))
            .toList());
  }

  /// What is told at the start: the SHA-256 of the nonce, a line feed and the text.
  public Sha256 commitment() {
    return Sha256.of(nonce + "\n" + text);
  }

  public static int number(List<PersonId> raters, PersonId rater) {
    return raters.indexOf(rater) + 1;
  }

  private static void line(StringBuilder lines, Object... parts) {
    lines.append(TabbedLine.of(parts));
  }
}
