package lab.harmony.imports.metadata;

/// Metadata from which the picture's settings cannot be told; the message says what is missing.
public final class UnreadableMetadata extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnreadableMetadata(String message) {
    super(message);
  }

  public UnreadableMetadata(String message, Throwable cause) {
    super(message, cause);
  }
}
