package lab.harmony.pins;

import java.util.Optional;

/// What became of a pinned face in something that was drawn. Only [Held] is a success: what was not
/// drawn, or not judged by the pin's judge, is not known, and never guessed.
public sealed interface PinState {

  /// It has the points that it must keep.
  record Held(int points, PinnedPicture face) implements PinState {}

  /// It has fewer.
  ///
  /// @param lost points and items in words: `1 of 3: not eyes ↔ mouth, not holistic (mouth sad)`
  record Broke(int points, String lost, PinnedPicture face) implements PinState {}

  /// It was drawn, and the pin's judge says nothing of it.
  record NotJudged(String why, PinnedPicture face) implements PinState {}

  /// @param why as the end of a sentence
  record NotDrawn(String why) implements PinState {}

  /// How it is stored and what programs read: `not-judged`.
  default String code() {
    return switch (this) {
      case Held _ -> "held";
      case Broke _ -> "broke";
      case NotJudged _ -> "not-judged";
      case NotDrawn _ -> "not-drawn";
    };
  }

  /// `broke`, `not judged`.
  default String word() {
    return code().replace('-', ' ');
  }

  /// What people read: `broke, 1 of 3: not holistic`.
  default String words() {
    return switch (this) {
      case Held(var points, _) -> "held, %d of 3".formatted(points);
      case Broke(_, var lost, _) -> "broke, " + lost;
      case NotJudged(var why, _) -> "not judged: " + why;
      case NotDrawn(var why) -> "not drawn: " + why;
    };
  }

  /// The face that decided.
  default Optional<PinnedPicture> decisive() {
    return switch (this) {
      case Held(_, var face) -> Optional.of(face);
      case Broke(_, _, var face) -> Optional.of(face);
      case NotJudged(_, var face) -> Optional.of(face);
      case NotDrawn _ -> Optional.empty();
    };
  }

  /// What breaks comes first, then what is not known.
  default int rank() {
    return switch (this) {
      case Broke _ -> 0;
      case NotJudged _ -> 1;
      case NotDrawn _ -> 2;
      case Held _ -> 3;
    };
  }
}
