package lab.harmony.sql;

import java.util.Optional;

/// A query without an answer; the message says to people why.
public final class SqlRefused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Optional<Integer> position;

  SqlRefused(String message) {
    this(message, Optional.empty());
  }

  SqlRefused(String message, Optional<Integer> position) {
    super(message);
    this.position = position;
  }

  /// Where in the query it lies, in characters from 0.
  public Optional<Integer> position() {
    return position;
  }
}
