package lab.harmony.blind.results.rows;

import static lab.harmony.tables.Parquet.Kind.NUMBER;
import static lab.harmony.tables.Parquet.Kind.TEXT;
import static lab.harmony.tables.Parquet.Kind.WHOLE;
import static lab.harmony.tables.Parquet.Kind.YES;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import lab.harmony.blind.results.rated.Judgement;
import lab.harmony.blind.results.rated.Rated;
import lab.harmony.blind.results.rated.RatedSession;
import lab.harmony.blind.results.rated.RatedUnit;
import lab.harmony.blind.session.Blindness;
import lab.harmony.review.marks.ChecklistItem;
import lab.harmony.tables.Parquet;

/// The columns of the rows of a session, one answer a row: what they are called, what they hold,
/// and whether a file that is brought in needs them.
enum RowColumn {
  SESSION("session", TEXT, false, (session, _) -> Optional.of(session.name())),
  RATER("rater", WHOLE, true, (_, one) -> number(one.rater() + 1L)),
  BLIND("blind", YES, true, (session, one) -> blind(session.who(one.rater()).blindness())),
  POSITION("position", WHOLE, true, (_, one) -> number(one.position() + 1L)),
  SHOWING("showing", TEXT, true, (_, one) -> Optional.of(one.again() ? "again" : "first")),
  UNIT("unit", WHOLE, true, (_, one) -> number(one.unit().number() + 1L)),
  ARCHETYPE("archetype", TEXT, true, (_, one) -> Optional.of(one.unit().asked().archetype())),
  EMOTION("emotion", TEXT, true, (_, one) -> Optional.of(one.unit().asked().emotion())),
  CFG_SCALE("cfg_scale", NUMBER, true, (_, one) -> one.unit().asked().scale()),
  SEED("seed", WHOLE, true, (_, one) -> number(one.unit().asked().seed())),
  LEFT_ARM(
      "left_arm",
      TEXT,
      true,
      (session, one) -> side(one, 0).map(it -> session.arms().get(it.arm()))),
  LEFT_IMAGE("left_image", TEXT, false, (_, one) -> side(one, 0).map(RatedUnit.Picture::image)),
  LEFT_SHA256("left_sha256", TEXT, false, (_, one) -> side(one, 0).map(RatedUnit.Picture::sha256)),
  RIGHT_ARM(
      "right_arm",
      TEXT,
      true,
      (session, one) -> side(one, 1).map(it -> session.arms().get(it.arm()))),
  RIGHT_IMAGE("right_image", TEXT, false, (_, one) -> side(one, 1).map(RatedUnit.Picture::image)),
  RIGHT_SHA256(
      "right_sha256", TEXT, false, (_, one) -> side(one, 1).map(RatedUnit.Picture::sha256)),
  THIRD_ARM(
      "third_arm",
      TEXT,
      false,
      (session, one) -> side(one, 2).map(it -> session.arms().get(it.arm()))),
  THIRD_IMAGE("third_image", TEXT, false, (_, one) -> side(one, 2).map(RatedUnit.Picture::image)),
  THIRD_SHA256(
      "third_sha256", TEXT, false, (_, one) -> side(one, 2).map(RatedUnit.Picture::sha256)),
  FOURTH_ARM(
      "fourth_arm",
      TEXT,
      false,
      (session, one) -> side(one, 3).map(it -> session.arms().get(it.arm()))),
  FOURTH_IMAGE("fourth_image", TEXT, false, (_, one) -> side(one, 3).map(RatedUnit.Picture::image)),
  FOURTH_SHA256(
      "fourth_sha256", TEXT, false, (_, one) -> side(one, 3).map(RatedUnit.Picture::sha256)),
  CANNOT_TELL("cannot_tell", YES, true, (_, one) -> Optional.of(one.cannotTell())),
  INTENDED_CONFLICT(
      "intended_conflict", YES, true, (_, one) -> Optional.of(one.intendedConflict())),
  EYES_MOUTH("eyes_mouth", YES, true, (_, one) -> item(one, ChecklistItem.EYES_MOUTH)),
  BROWS_TENSION("brows_tension", YES, true, (_, one) -> item(one, ChecklistItem.BROWS_TENSION)),
  HOLISTIC("holistic", YES, true, (_, one) -> item(one, ChecklistItem.HOLISTIC)),
  POINTS(
      "points",
      WHOLE,
      false,
      (_, one) -> one.points().isPresent() ? number(one.points().getAsInt()) : Optional.empty()),
  CHOICE("choice", TEXT, true, (_, one) -> choice(one)),
  PREFERRED_ARM("preferred_arm", TEXT, false, RowColumn::preferred),
  ORDER("order", TEXT, false, (_, one) -> order(one)),
  SECONDS("seconds", NUMBER, true, (_, one) -> Optional.of(one.milliseconds() / 1000.0)),
  KIND(
      "kind",
      TEXT,
      false,
      (session, one) ->
          Optional.of(session.isAdjudicated(one) ? RowColumn.ADJUDICATED : RowColumn.ARM)),
  LEFT_TRUTH("left_truth", TEXT, false, (_, _) -> Optional.empty()),
  RIGHT_TRUTH("right_truth", TEXT, false, (_, _) -> Optional.empty()),
  THIRD_TRUTH("third_truth", TEXT, false, (_, _) -> Optional.empty()),
  FOURTH_TRUTH("fourth_truth", TEXT, false, (_, _) -> Optional.empty()),
  GOLD_RIGHT("gold_right", YES, false, (_, _) -> Optional.empty());

  /// What the kind of a row is called that is about pictures of arms.
  static final String ARM = "arm";

  /// What the kind of a row is called that was said where raters disagree, by somebody who is none
  /// of them.
  static final String ADJUDICATED = "adjudicated";

  /// What the kind of a row is called that is about a gold picture.
  static final String GOLD = "gold";

  static final List<String> KINDS = List.of(ARM, GOLD, ADJUDICATED);

  private final String title;
  private final Parquet.Kind kind;
  private final boolean needed;
  private final BiFunction<RatedSession, Rated, Optional<?>> value;

  RowColumn(
      String title,
      Parquet.Kind kind,
      boolean needed,
      BiFunction<RatedSession, Rated, Optional<?>> value) {
    this.title = title;
    this.kind = kind;
    this.needed = needed;
    this.value = value;
  }

  String title() {
    return title;
  }

  Parquet.Kind kind() {
    return kind;
  }

  Optional<?> of(RatedSession session, Rated one) {
    return value.apply(session, one);
  }

  static List<String> titles() {
    return Arrays.stream(values()).map(RowColumn::title).toList();
  }

  /// Those that a file that is brought in has to have.
  static List<String> neededTitles() {
    return Arrays.stream(values()).filter(it -> it.needed).map(RowColumn::title).toList();
  }

  /// Nothing of guests, of whom it is not known.
  static Optional<Boolean> blind(Blindness blindness) {
    return blindness == Blindness.NOT_KNOWN
        ? Optional.empty()
        : Optional.of(blindness == Blindness.BLIND);
  }

  private static Optional<Long> number(long value) {
    return Optional.of(value);
  }

  private static Optional<RatedUnit.Picture> side(Rated one, int side) {
    return side < one.sides().size()
        ? Optional.of(one.unit().pictures().get(one.sides().get(side)))
        : Optional.empty();
  }

  private static Optional<Boolean> item(Rated one, ChecklistItem item) {
    return one.judgement() instanceof Judgement.Items(var checklist)
        ? Optional.of(checklist.holds(item))
        : Optional.empty();
  }

  private static Optional<String> choice(Rated one) {
    if (!(one.judgement() instanceof Judgement.Preference(var better))) {
      return Optional.empty();
    }
    boolean firstIsLeft = one.sides().getFirst() == 0;
    return Optional.of(
        switch (better) {
          case FIRST -> firstIsLeft ? "left" : "right";
          case SECOND -> firstIsLeft ? "right" : "left";
          case EQUAL -> "equal";
          case BOTH_BAD -> "both-bad";
        });
  }

  /// The places from left to right, from 1, the best first.
  private static Optional<String> order(Rated one) {
    return one.judgement() instanceof Judgement.Order(var groups)
        ? Optional.of(
            groups.stream()
                .map(group ->
                    group.stream()
                        .map(place -> String.valueOf(one.sides().indexOf(place) + 1))
                        .collect(Collectors.joining("=")))
                .collect(Collectors.joining(" ")))
        : Optional.empty();
  }

  private static Optional<String> preferred(RatedSession session, Rated one) {
    if (!(one.judgement() instanceof Judgement.Preference(var better))) {
      return Optional.empty();
    }
    return Optional.of(
        switch (better) {
          case FIRST -> session.arms().get(one.unit().pictures().getFirst().arm());
          case SECOND -> session.arms().get(one.unit().pictures().getLast().arm());
          case EQUAL, BOTH_BAD -> "neither";
        });
  }
}
