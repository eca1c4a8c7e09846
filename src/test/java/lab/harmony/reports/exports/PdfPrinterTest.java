package lab.harmony.reports.exports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lab.harmony.BrowserParts;
import lab.harmony.reports.frozen.PrintedPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class PdfPrinterTest {

  private static final PdfPrinter PRINTER = new PdfPrinter(BrowserParts.chromium().toString());

  @Test
  void aPageBecomesNumberedSheetsWithFiguresAsVectors() throws Exception {
    var page =
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-x'">
        <title>Baseline</title></head><body><main><h1>Baseline</h1>
        <figure><img alt="bars" src="data:image/svg+xml;base64,%s"></figure>%s</main></body></html>
        """
            .formatted(
                Base64.getEncoder().encodeToString(ReportExportsTest.SVG.getBytes(ISO_8859_1)),
                "<p>A paragraph of a long report.</p>".repeat(120));

    var made =
        PRINTER.print(printer ->
            PrintedPage.html(
                page,
                "“Baseline” </style> \\ 100 %",
                "Printed by " + printer,
                PrintedPage.Sheets.PORTRAIT));

    assertThat(made.printer()).matches(".*\\d+\\.\\d+.*");
    var text = new String(made.pdf(), ISO_8859_1);
    assertThat(text).startsWith("%PDF-").contains("Skia/PDF");
    assertThat(text.split("/Type\\s*/Page\\b").length - 1).isGreaterThan(2);
    assertThat(text).doesNotContainPattern("/Subtype\\s*/Image");
  }

  @Test
  void whoeverStopsAnExportIsDoneWithItAndTheNextGoesOn() throws Exception {
    try (var exports = new PdfExports(PRINTER, Clock.systemUTC())) {
      var begun = new CountDownLatch(1);
      var never = new CountDownLatch(1);
      var export =
          exports.begin(
              "one",
              _ -> {
                begun.countDown();
                try {
                  never.await();
                } catch (InterruptedException stopped) {
                  throw new IllegalStateException("stopped", stopped);
                }
                return "";
              });
      begun.await();
      assertThat(export.outcome()).isEmpty();
      export.stop();
      assertThat(export.outcome()).contains(new PdfExports.Outcome.Stopped());

      var next = new CompletableFuture<PdfExports.Outcome>();
      exports.begin("two", _ -> "<!doctype html><title>two</title><p>two").whenOver(next::complete);
      assertThat(next.get(120, TimeUnit.SECONDS)).isInstanceOf(PdfExports.Outcome.Printed.class);
    }
  }
}
