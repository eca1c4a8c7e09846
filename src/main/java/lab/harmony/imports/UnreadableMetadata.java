package lab.harmony.imports;

/// Metadata from which the picture's settings cannot be told; the message says what is missing.
final class UnreadableMetadata extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnreadableMetadata(String message) {
    super(message);
  }

  UnreadableMetadata(String message, Throwable cause) {
    super(message, cause);
  }
}
