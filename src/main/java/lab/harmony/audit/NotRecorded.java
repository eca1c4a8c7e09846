package lab.harmony.audit;

/// Something could not be written down, and so was not done.
public final class NotRecorded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotRecorded(AuditKind kind, Throwable cause) {
    super(
        "\"%s\" could not be written into the audit trail, and was not done: %s"
            .formatted(kind.words(), cause.getMessage()),
        cause);
  }
}
