package lab.harmony.blind.results.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lab.harmony.blind.results.rated.Adjudication;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedGold;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.results.rated.RatedUnit;
import lab.harmony.blind.session.Besides;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.Blindness;
import lab.harmony.tables.Parquet;
import lab.harmony.tables.Row;
import lab.harmony.tables.Table;
import lab.harmony.tables.TableProblem;
import lab.harmony.tables.Text;

/// Rows of a session as the lab writes them, from wherever. All of it is taken or nothing: a
/// session of which rows are left out would tell something else. Every column is used, and one that
/// is not known is refused by name.
public final class RowsFile {

  private static final int MOST_ARMS = 20;
  private static final int MOST_RATERS = 200;

  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> arms = new LinkedHashMap<>();
  private final Map<Integer, Blindness> blind = new TreeMap<>();
  private final List<Rated> adjudicated = new ArrayList<>();
  private final Map<Integer, Boolean> adjudicates = new LinkedHashMap<>();
  private final List<RatedGold> gold = new ArrayList<>();
  private final Map<Integer, RatedUnit> units = new LinkedHashMap<>();
  private final Map<List<Integer>, Long> places = new LinkedHashMap<>();
  private final Map<List<Integer>, Long> firsts = new LinkedHashMap<>();
  private Optional<String> session = Optional.empty();

  private RowsFile() {}

  /// @param title what it is called here
  /// @throws RowsProblem naming everything that is wrong, with its lines
  public static RatedSession read(String name, String title, byte[] content) {
    return new RowsFile().session(name, title, content);
  }

  private RatedSession session(String name, String title, byte[] content) {
    var table = table(content);
    columns(table);
    table
        .leftOut()
        .forEach(left -> problems.add("Line %d: %s.".formatted(left.line(), left.reason())));
    stop();
    if (table.rows().isEmpty()) {
      throw new RowsProblem(List.of("The file has no answer: each is a row below the header."));
    }
    var form = form(table);
    var rated = new ArrayList<Rated>();
    for (var row : table.rows()) {
      try {
        read(new RowAnswer(row, form), form).ifPresent(rated::add);
      } catch (Row.Refused refused) {
        problems.add("Line %d: %s.".formatted(row.line(), refused.reason()));
      }
    }
    repeats(rated);
    var asked = blind.keySet().stream().filter(this::isAdjudicator).toList();
    if (asked.size() > 1) {
      problems.add(
          "Rows of the kind adjudicated are by one who rated nothing else, and here they are by raters %s."
              .formatted(String.join(" and ", asked.stream().map(String::valueOf).toList())));
    }
    stop();
    var raters = blind.keySet().stream().filter(rater -> !isAdjudicator(rater)).toList();
    var told = told(name, title, form, rated, raters);
    return asked.isEmpty()
        ? told
        : told.with(
            new Adjudication(
                rater(asked.getFirst()),
                units.size(),
                adjudicated.size(),
                adjudicated.stream().map(one -> one.by(raters.size())).toList()));
  }

  private boolean isAdjudicator(Integer rater) {
    return adjudicates.getOrDefault(rater, false);
  }

  private RatedSession.Rater rater(int number) {
    return new RatedSession.Rater(
        "Rater " + number, blind.getOrDefault(number, Blindness.NOT_BLIND));
  }

  private RatedSession told(
      String name, String title, BlindForm form, List<Rated> rated, List<Integer> raters) {
    return new RatedSession(
        name,
        title,
        form,
        List.copyOf(arms.keySet()),
        raters.stream().map(this::rater).toList(),
        rated.stream()
            .map(one -> one.by(raters.indexOf(one.rater())))
            .sorted(Comparator.comparingInt(Rated::rater).thenComparingInt(Rated::position))
            .toList(),
        gold.stream().map(one -> one.by(raters.indexOf(one.rater()))).toList(),
        Besides.NOT_KNOWN);
  }

  private void stop() {
    if (!problems.isEmpty()) {
      throw new RowsProblem(problems);
    }
  }

  private static Table table(byte[] content) {
    if (Parquet.is(content)) {
      throw new RowsProblem(
          List.of(
              "The file is Parquet, which the lab writes and does not read. Bring the same rows as CSV."));
    }
    try {
      return Table.guarded(Text.of(content), RowColumn.neededTitles());
    } catch (TableProblem problem) {
      throw new RowsProblem(List.of("The file %s.".formatted(problem.getMessage())));
    }
  }

  private void columns(Table table) {
    var missing =
        RowColumn.neededTitles().stream().filter(it -> !table.columns().contains(it)).toList();
    if (!missing.isEmpty()) {
      problems.add(
          "These columns are needed and are not there: %s.".formatted(String.join(", ", missing)));
    }
    var unknown = table.columns().stream().filter(it -> !RowColumn.titles().contains(it)).toList();
    if (!unknown.isEmpty()) {
      problems.add(
          "These columns are not known: %s. Take them out, or give them the name that they have here: %s."
              .formatted(String.join(", ", unknown), String.join(", ", RowColumn.titles())));
    }
  }

  private static BlindForm form(Table table) {
    if (anyHas(table, "third_arm")) {
      return BlindForm.ORDER;
    }
    if (anyHas(table, "right_arm")) {
      return BlindForm.PAIRS;
    }
    return anyHas(table, "points") && !anyHas(table, "eyes_mouth")
        ? BlindForm.POINTS
        : BlindForm.CHECKLIST;
  }

  private static boolean anyHas(Table table, String column) {
    return table.rows().stream().anyMatch(row -> row.text(column).isPresent());
  }

  /// @return nothing of a row of gold or of what was adjudicated, which are kept apart
  private Optional<Rated> read(RowAnswer row, BlindForm form) {
    var first = session.orElseGet(row::session);
    session = Optional.of(first);
    if (!first.equals(row.session())) {
      throw new Row.Refused(
          "session is \"%s\", and \"%s\" before; a file holds one session"
              .formatted(row.session(), first));
    }
    int rater = row.whole("rater", 1, 1_000_000);
    int position = row.whole("position", 1, 1_000_000);
    var isBlind =
        row.maybeYes("blind")
            .map(yes -> yes ? Blindness.BLIND : Blindness.NOT_BLIND)
            .orElse(Blindness.NOT_KNOWN);
    if (blind.putIfAbsent(rater, isBlind) instanceof Blindness before && before != isBlind) {
      throw new Row.Refused("rater %d is blind in one row and not in another".formatted(rater));
    }
    if (blind.size() > MOST_RATERS) {
      throw new Row.Refused("more than %d raters".formatted(MOST_RATERS));
    }
    if (places.putIfAbsent(List.of(rater, position), row.line()) instanceof Long before) {
      throw new Row.Refused(
          "rater %d has an answer at position %d already, in line %d"
              .formatted(rater, position, before));
    }
    int number = row.whole("unit", 1, 1_000_000);
    if (adjudicates.putIfAbsent(rater, row.isAdjudicated()) instanceof Boolean before
        && before != row.isAdjudicated()) {
      throw new Row.Refused(
          "rater %d has rows of the kind adjudicated and others; whoever is asked where raters disagree rates nothing else"
              .formatted(rater));
    }
    if (row.isGold()) {
      gold.add(GoldRow.read(row, form, rater, position - 1, number - 1));
      return Optional.empty();
    }
    row.requireEmpty("gold_right", "the row is of an arm");
    var names = row.arms();
    names.forEach(arm -> arms.putIfAbsent(arm, arms.size()));
    if (arms.size() > MOST_ARMS) {
      throw new Row.Refused("more than %d arms".formatted(MOST_ARMS));
    }
    var shown = row.pictures(arms);
    var unit = unit(number, row, shown);
    var sides = shown.stream().map(it -> unit.place(it.arm())).toList();
    boolean again = row.again();
    var key = List.of(rater, number);
    if (!again && firsts.putIfAbsent(key, row.line()) instanceof Long before) {
      throw new Row.Refused(
          "rater %d is shown unit %d for the first time in line %d already"
              .formatted(rater, number, before));
    }
    var one =
        new Rated(
            rater,
            position - 1,
            again,
            unit,
            sides,
            row.judgement(sides),
            row.intended(),
            row.milliseconds());
    if (!row.isAdjudicated()) {
      return Optional.of(one);
    }
    if (again) {
      throw new Row.Refused("showing must be first where the kind is adjudicated, got \"again\"");
    }
    adjudicated.add(one);
    return Optional.empty();
  }

  /// The unit of this number; all of its rows say the same of it, but for the sides.
  private RatedUnit unit(int number, RowAnswer row, List<RatedUnit.Picture> shown) {
    var ordered = new ArrayList<>(shown);
    ordered.sort(Comparator.comparingInt(RatedUnit.Picture::arm));
    var unit = new RatedUnit(number - 1, row.asked(), ordered);
    var before = units.putIfAbsent(number, unit);
    if (before != null && !before.equals(unit)) {
      throw new Row.Refused(
          "unit %d is about other pictures or another prompt in a row above".formatted(number));
    }
    return unit;
  }

  private void repeats(List<Rated> rated) {
    for (var one : rated) {
      if (one.again() && !firsts.containsKey(List.of(one.rater(), one.unit().number() + 1))) {
        problems.add(
            "Rater %d is shown unit %d again, and there is no first time."
                .formatted(one.rater(), one.unit().number() + 1));
      }
    }
  }
}
