package lab.harmony.blind.results.rows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.RatedUnit;
import lab.harmony.blind.session.BlindAnswer;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.Unit;
import lab.harmony.review.marks.Checklist;
import lab.harmony.tables.Row;

/// A row of a file of answers, column by column; what is no answer is refused with what was needed.
final class RowAnswer {

  private static final List<String> SIDES = List.of("left", "right", "third", "fourth");
  private static final List<String> ITEMS = List.of("eyes_mouth", "brows_tension", "holistic");
  private static final int LONGEST = 500;
  private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(3600);

  private final Row row;
  private final BlindForm form;

  RowAnswer(Row row, BlindForm form) {
    this.row = row;
    this.form = form;
  }

  long line() {
    return row.line();
  }

  /// What the session is called where it was rated; possibly nothing.
  String session() {
    return row.text("session").orElse("");
  }

  int whole(String column, int least, int most) {
    row.required(column);
    var wanted = "a whole number from %d to %d".formatted(least, most);
    var value = row.whole(column, wanted).orElseThrow();
    if (value.compareTo(BigDecimal.valueOf(least)) < 0
        || value.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new Row.Refused(
          "%s must be %s, got \"%s\"".formatted(column, wanted, value.toPlainString()));
    }
    return value.intValueExact();
  }

  boolean yes(String column) {
    row.required(column);
    return row.yes(column).orElseThrow();
  }

  boolean intended() {
    return yes("intended_conflict");
  }

  boolean again() {
    var showing = row.required("showing");
    return switch (showing) {
      case "first" -> false;
      case "again" -> true;
      default ->
          throw new Row.Refused("showing must be first or again, got \"%s\"".formatted(showing));
    };
  }

  int milliseconds() {
    row.required("seconds");
    var wanted = "seconds from 0 to 3600";
    var seconds = row.number("seconds", wanted).orElseThrow();
    if (seconds.signum() < 0 || seconds.compareTo(LONGEST_SECONDS) > 0) {
      throw new Row.Refused("seconds must be %s, got \"%s\"".formatted(wanted, seconds));
    }
    return seconds.movePointRight(3).intValue();
  }

  boolean isGold() {
    return kind().equals(RowColumn.GOLD);
  }

  /// Whether somebody else said it, where raters disagree.
  boolean isAdjudicated() {
    return kind().equals(RowColumn.ADJUDICATED);
  }

  private String kind() {
    var kind = row.text("kind").orElse(RowColumn.ARM);
    if (!RowColumn.KINDS.contains(kind)) {
      throw new Row.Refused(
          "kind must be one of %s, got \"%s\"".formatted(String.join(", ", RowColumn.KINDS), kind));
    }
    return kind;
  }

  Optional<Boolean> maybeYes(String column) {
    return row.yes(column);
  }

  String needed(String column) {
    return row.required(column);
  }

  Row.Refused refused(String column, String needed) {
    return new Row.Refused(
        "%s must be %s, got \"%s\"".formatted(column, needed, row.text(column).orElse("")));
  }

  void requireEmpty(String column, String because) {
    empty(column, because);
  }

  /// What was said, with places from left to right.
  BlindAnswer answer() {
    var places = IntStream.range(0, form.pictures()).boxed().toList();
    return switch (judgement(places)) {
      case Judgement.CannotTell _ -> BlindAnswer.ofNothing(intended());
      case Judgement.Items(var checklist) -> BlindAnswer.ofFace(checklist, intended());
      case Judgement.Points(int points) -> BlindAnswer.ofPoints(points, intended());
      case Judgement.Preference _ ->
          BlindAnswer.ofPair(
              BlindAnswer.Choice.of(row.required("choice")).orElseThrow(), intended());
      case Judgement.Order(var groups) -> {
        if (groups.size() < places.size()) {
          throw refused("order", "four places without equal ones");
        }
        yield BlindAnswer.ofOrder(groups.stream().map(List::getFirst).toList(), intended());
      }
    };
  }

  Unit.Asked asked() {
    var seed = row.whole("seed", "a whole number");
    var scale = row.number("cfg_scale", "a number");
    if (seed.isEmpty()) {
      throw new Row.Refused("the seed is empty");
    }
    if (seed.get().toBigInteger().bitLength() > 63) {
      throw new Row.Refused("the seed %s is too large".formatted(seed.get().toPlainString()));
    }
    return new Unit.Asked(
        text("archetype"),
        text("emotion"),
        scale.map(it -> OptionalDouble.of(it.doubleValue())).orElseGet(OptionalDouble::empty),
        seed.get().longValueExact());
  }

  private String text(String column) {
    var text = row.required(column);
    if (text.length() > LONGEST) {
      throw new Row.Refused("%s has more than %d letters".formatted(column, LONGEST));
    }
    return text;
  }

  /// From left to right.
  List<String> arms() {
    var arms = new ArrayList<String>();
    for (int side = 0; side < SIDES.size(); side++) {
      var column = SIDES.get(side) + "_arm";
      if (side >= form.pictures()) {
        empty(column, "no more pictures were shown");
      } else if (arms.contains(text(column))) {
        throw new Row.Refused("%s is an arm that was shown beside it, too".formatted(column));
      } else {
        arms.add(text(column));
      }
    }
    return arms;
  }

  List<RatedUnit.Picture> pictures(Map<String, Integer> arms) {
    for (var where : SIDES.subList(form.pictures(), SIDES.size())) {
      empty(where + "_image", "no more pictures were shown");
      empty(where + "_sha256", "no more pictures were shown");
      empty(where + "_truth", "no more pictures were shown");
    }
    var pictures = new ArrayList<RatedUnit.Picture>();
    var names = arms();
    for (int side = 0; side < names.size(); side++) {
      var where = SIDES.get(side);
      var sha256 = sha256(where);
      empty(where + "_truth", "the row is of an arm");
      pictures.add(
          new RatedUnit.Picture(
              java.util.Objects.requireNonNull(arms.get(names.get(side))),
              row.text(where + "_image").orElse(""),
              sha256));
    }
    return pictures;
  }

  String sha256(String where) {
    var sha256 = row.text(where + "_sha256").orElse("");
    if (!sha256.isEmpty() && !sha256.matches("[0-9a-fA-F]{64}")) {
      throw new Row.Refused(
          "%s_sha256 must be 64 hexadecimal digits, got \"%s\"".formatted(where, sha256));
    }
    return sha256;
  }

  /// @param sides the places of the unit's pictures from left to right
  Judgement judgement(List<Integer> sides) {
    if (yes("cannot_tell")) {
      ITEMS.forEach(column -> empty(column, "cannot_tell is true"));
      for (var column : List.of("points", "choice", "preferred_arm", "order")) {
        empty(column, "cannot_tell is true");
      }
      return new Judgement.CannotTell();
    }
    return switch (form) {
      case CHECKLIST -> items();
      case POINTS -> points();
      case PAIRS -> preference(sides);
      case ORDER -> order(sides);
    };
  }

  private void onePicture() {
    for (var column : List.of("choice", "preferred_arm", "order")) {
      empty(column, "one picture was shown");
    }
  }

  private Judgement points() {
    onePicture();
    ITEMS.forEach(column -> empty(column, "points are given"));
    return new Judgement.Points(whole("points", 0, Judgement.Points.MOST));
  }

  private Judgement order(List<Integer> sides) {
    ITEMS.forEach(column -> empty(column, "four pictures were shown"));
    for (var column : List.of("points", "choice", "preferred_arm")) {
      empty(column, "four pictures were shown");
    }
    var said = row.required("order");
    if (!said.matches("[1-4]([ =][1-4]){3}")
        || said.chars().filter(Character::isDigit).distinct().count() < sides.size()) {
      throw new Row.Refused(
          "order must be the places 1 to 4, each once, the best first, as \"2 1 4 3\" or \"2 1=4 3\", got \"%s\""
              .formatted(said));
    }
    return new Judgement.Order(
        Stream.of(said.split(" "))
            .map(group ->
                Stream.of(group.split("="))
                    .map(place -> sides.get(Integer.parseInt(place) - 1))
                    .toList())
            .toList());
  }

  private Judgement items() {
    onePicture();
    var checklist = new Checklist(yes("eyes_mouth"), yes("brows_tension"), yes("holistic"));
    if (row.text("points").isPresent() && whole("points", 0, 3) != checklist.points()) {
      throw new Row.Refused(
          "points are %s, and the three questions make %d"
              .formatted(row.required("points"), checklist.points()));
    }
    return new Judgement.Items(checklist);
  }

  private Judgement preference(List<Integer> sides) {
    ITEMS.forEach(column -> empty(column, "two pictures were shown"));
    empty("points", "two pictures were shown");
    empty("order", "two pictures were shown");
    var choice = row.required("choice");
    boolean firstIsLeft = sides.getFirst() == 0;
    var better =
        switch (choice) {
          case "left" -> firstIsLeft ? Judgement.Better.FIRST : Judgement.Better.SECOND;
          case "right" -> firstIsLeft ? Judgement.Better.SECOND : Judgement.Better.FIRST;
          case "equal" -> Judgement.Better.EQUAL;
          case "both-bad" -> Judgement.Better.BOTH_BAD;
          default ->
              throw new Row.Refused(
                  "choice must be left, right, equal or both-bad, got \"%s\"".formatted(choice));
        };
    Optional<String> said = row.text("preferred_arm");
    if (isGold()) {
      empty("preferred_arm", "the row is of gold");
      return new Judgement.Preference(better);
    }
    var preferred =
        switch (choice) {
          case "left" -> arms().getFirst();
          case "right" -> arms().getLast();
          default -> "neither";
        };
    if (said.isPresent() && !said.get().equals(preferred)) {
      throw new Row.Refused(
          "preferred_arm is \"%s\", and the choice \"%s\" makes it \"%s\""
              .formatted(said.get(), choice, preferred));
    }
    return new Judgement.Preference(better);
  }

  private void empty(String column, String because) {
    row.text(column)
        .ifPresent(value -> {
          throw new Row.Refused(
              "%s must be empty where %s, got \"%s\"".formatted(column, because, value));
        });
  }
}
