package lab.harmony.blind.session;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The name of a blind session: `b` and eight random letters, which tell nothing.
public record SessionId(String value) {

  private static final Pattern FORM = Pattern.compile("b[2-9a-hjkmnp-z]{8}");

  /// Without `0 1 i l o`, which people confuse when they read a name aloud.
  private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

  public SessionId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a blind session is named like bk3f9q2ab, got \"%s\"".formatted(value));
    }
  }

  /// The session of this name; empty if none can be called so.
  public static Optional<SessionId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new SessionId(text)) : Optional.empty();
  }

  public static SessionId drawn(RandomGenerator random) {
    var letters = new StringBuilder("b");
    for (int i = 0; i < 8; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return new SessionId(letters.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
