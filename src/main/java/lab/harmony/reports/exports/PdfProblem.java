package lab.harmony.reports.exports;

/// Why something could not be printed as PDF: what was needed, what came, what to do.
public final class PdfProblem extends Exception {
  private static final long serialVersionUID = 1L;

  PdfProblem(String message) {
    super(message);
  }

  PdfProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
