package lab.harmony.threads;

import java.util.Set;
import lab.harmony.people.PersonId;

/// What somebody typed, checked before it is kept.
sealed interface CheckedText {

  int MOST_MENTIONED = 50;

  /// @param text as it is stored, whoever is mentioned by their id
  record Right(String text, Set<PersonId> mentioned) implements CheckedText {}

  /// @param reason in a sentence that says what to do
  record Wrong(String reason) implements CheckedText {}

  static CheckedText of(String typed, Mentions mentions) {
    if (typed.isBlank()) {
      return new Wrong("Write something first.");
    }
    if (typed.length() > ThreadComment.LONGEST) {
      return new Wrong(
          "A comment has at most %,d characters, and this has %,d. Shorten it, or split it."
              .formatted(ThreadComment.LONGEST, typed.length()));
    }
    return switch (mentions.stored(typed.replace("\u0000", ""))) {
      case Mentions.Kept.Unclear(var sentence) -> new Wrong(sentence);
      case Mentions.Kept.Text(var text) -> {
        var mentioned = mentions.in(text);
        yield mentioned.size() > MOST_MENTIONED || text.length() > 2 * ThreadComment.LONGEST
            ? new Wrong(
                "A comment mentions at most %d people, and this mentions %d."
                    .formatted(MOST_MENTIONED, mentioned.size()))
            : new Right(text, mentioned);
      }
    };
  }
}
