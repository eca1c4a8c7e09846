package lab.harmony.review.marks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A value of a short list, with a word for addresses and a label for screens.
public interface Worded {

  String name();

  String label();

  /// The word for addresses.
  default String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The one of these with this word.
  static <E extends Worded> Optional<E> named(E[] values, String word) {
    return Arrays.stream(values).filter(value -> value.word().equals(word)).findFirst();
  }
}
