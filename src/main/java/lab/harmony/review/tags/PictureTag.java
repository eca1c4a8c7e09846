package lab.harmony.review.tags;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A word, or a few, that a picture is found again by: `odd hands`.
///
/// @param word in small letters, its blanks single
public record PictureTag(String word) implements Comparable<PictureTag> {

  /// The most letters that a tag has.
  public static final int LONGEST = 60;

  private static final Pattern FORM =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N} _-]*");

  public PictureTag {
    if (word.length() > LONGEST || !FORM.matcher(word).matches() || !word.equals(plain(word))) {
      throw new IllegalArgumentException(
          "A tag is letters, digits, blanks, _ and -, begins with a letter or a digit and has at most %d of them; got \"%s\"."
              .formatted(LONGEST, word));
    }
  }

  /// What somebody wrote, as a tag.
  ///
  /// @throws IllegalArgumentException in words, if it is none
  public static PictureTag of(String written) {
    return new PictureTag(plain(written));
  }

  /// The tag that stands in an address; nothing if none does.
  public static Optional<PictureTag> in(String address) {
    try {
      return Optional.of(of(address));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String plain(String written) {
    return written.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(PictureTag other) {
    return word.compareTo(other.word);
  }

  @Override
  public String toString() {
    return word;
  }
}
