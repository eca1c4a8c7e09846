package lab.harmony.reports.readers;

/// What somebody wants of a report cannot be had; the message says why and what to do, in
/// sentences.
public final class ReportRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReportRefusal(String message) {
    super(message);
  }
}
