package lab.harmony.blind.session;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// What a session keeps: what was fixed at its start, and all that was ever said in it. It says
/// which picture is whose: whoever shows something of an open session shows what tells no arm.
///
/// @param units of arms
/// @param showings of these
/// @param gold what belongs to no arm, apart from all that is counted
/// @param answers to showings of both
/// @param adjudication what somebody else said where raters disagree, apart from all that is
///   counted
public record SessionRecord(
    BlindSession session,
    List<Unit> units,
    List<Showing> showings,
    Gold gold,
    List<GivenAnswer> answers,
    Adjudication adjudication) {

  /// The gold pictures and where they stood.
  public record Gold(List<GoldUnit> units, List<Showing> showings) {

    public static final Gold NONE = new Gold(List.of(), List.of());

    public Gold {
      units = List.copyOf(units);
      showings = List.copyOf(showings);
    }
  }

  /// What whoever was asked where raters disagree was shown, and all they ever said.
  public record Adjudication(List<Showing> showings, List<GivenAnswer> answers) {

    public static final Adjudication NONE = new Adjudication(List.of(), List.of());

    public Adjudication {
      showings = List.copyOf(showings);
      answers = List.copyOf(answers);
    }
  }

  /// @param showings of all that is shown
  /// @param answers of all who answer
  public static SessionRecord of(
      BlindSession session,
      List<Unit> units,
      List<GoldUnit> gold,
      List<Showing> showings,
      List<GivenAnswer> answers) {
    var numbers = gold.stream().map(GoldUnit::number).collect(Collectors.toSet());
    var parted =
        showings.stream()
            .filter(one -> !session.isAdjudicatedBy(one.rater()))
            .collect(Collectors.partitioningBy(one -> numbers.contains(one.unit())));
    return new SessionRecord(
        session,
        units,
        Objects.requireNonNull(parted.get(false)),
        new Gold(gold, Objects.requireNonNull(parted.get(true))),
        answers.stream().filter(one -> !session.isAdjudicatedBy(one.rater())).toList(),
        new Adjudication(
            showings.stream().filter(one -> session.isAdjudicatedBy(one.rater())).toList(),
            answers.stream().filter(one -> session.isAdjudicatedBy(one.rater())).toList()));
  }

  public SessionRecord {
    units = List.copyOf(units);
    showings = List.copyOf(showings);
    answers = List.copyOf(answers);
  }
}
