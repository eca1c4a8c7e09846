package lab.harmony.reports.exports;

/// A lab that prints a page with the program of its first argument, to be killed while it does.
final class PrintingProgram {

  private PrintingProgram() {}

  public static void main(String[] arguments) throws Exception {
    new PdfPrinter(arguments[0]).print(_ -> "page");
  }
}
