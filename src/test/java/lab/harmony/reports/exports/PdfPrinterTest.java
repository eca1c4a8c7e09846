package lab.harmony.reports.exports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lab.harmony.BrowserParts;
import lab.harmony.reports.frozen.PrintedPage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class PdfPrinterTest {

  @TempDir Path folder;

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
      var read = new CountDownLatch(1);
      var interrupted = new CompletableFuture<Boolean>();
      var export =
          exports.begin(
              "one",
              _ -> {
                begun.countDown();
                interrupted.complete(!waits(read));
                return "";
              });
      begun.await();
      assertThat(export.outcome()).isEmpty();
      var next = new CompletableFuture<PdfExports.Outcome>();
      var second = exports.begin("two", _ -> "<!doctype html><title>two</title><p>two");
      second.whenOver(next::complete);
      assertThat(export.begun()).isPresent();
      assertThat(second.begun()).isEmpty();

      export.stop();
      assertThat(export.outcome()).contains(new PdfExports.Outcome.Stopped());
      read.countDown();
      assertThat(interrupted.get(30, TimeUnit.SECONDS))
          .as("a thread that reads the database is not interrupted")
          .isFalse();
      assertThat(next.get(120, TimeUnit.SECONDS)).isInstanceOf(PdfExports.Outcome.Printed.class);
    }
  }

  private static boolean waits(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /// A program that tells its number and folder, and never ends by itself.
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void stoppingEndsTheBrowserWithAllThatItBeganAndLeavesNothingBehind() throws Exception {
    var told = folder.resolve("told");
    Files.createDirectory(told);
    var printer =
        printer(
            """
            sleep 100000 & echo $! > %1$s/child
            echo $$ > %1$s/self
            pwd > %1$s/folder.part && mv %1$s/folder.part %1$s/folder
            wait\
            """
                .formatted(told));
    ProcessHandle self;
    ProcessHandle child;
    Path place;
    try (var exports = new PdfExports(printer, Clock.systemUTC());
        var watch = told.getFileSystem().newWatchService()) {
      told.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      var export = exports.begin("one", _ -> "page");
      while (!Files.exists(told.resolve("folder"))) {
        var key = watch.poll(30, TimeUnit.SECONDS);
        assertThat(key).as("the browser was started").isNotNull();
        key.pollEvents();
        key.reset();
      }
      place = Path.of(Files.readString(told.resolve("folder")).strip());
      self = process(told.resolve("self"));
      child = process(told.resolve("child"));
      assertThat(place.resolve("page.html")).hasContent("page");
      export.stop();
    }
    assertThat(self.isAlive()).isFalse();
    assertThat(child.isAlive()).isFalse();
    assertThat(place).doesNotExist();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aLabThatIsKilledLeavesNoBrowserBehind() throws Exception {
    var told = Files.createDirectory(folder.resolve("told"));
    var program =
        program(
            "echo $$ > %1$s/self.part && mv %1$s/self.part %1$s/self; exec sleep 100000"
                .formatted(told));
    try (var watch = told.getFileSystem().newWatchService()) {
      told.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      var lab =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-Djava.io.tmpdir=" + folder,
                  PrintingProgram.class.getName(),
                  program.toString())
              .inheritIO()
              .start();
      while (!Files.exists(told.resolve("self"))) {
        var key = watch.poll(60, TimeUnit.SECONDS);
        assertThat(key).as("the browser was started").isNotNull();
        key.pollEvents();
        key.reset();
      }
      var browser = process(told.resolve("self"));
      assertThat(browser.isAlive()).isTrue();
      lab.destroyForcibly().waitFor();
      assertThat(browser.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }

  private static ProcessHandle process(Path number) throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(number).strip())).orElseThrow();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void whatFailsOrIsCutOffIsNoPdf() throws Exception {
    assertThatThrownBy(
            () -> printer("echo '%PDF-1.4 %%EOF' > page.pdf; echo no room; exit 7").print(_ -> ""))
        .isInstanceOf(PdfProblem.class)
        .hasMessageContaining("ended with status 7. It said: no room");
    assertThatThrownBy(() -> printer("echo '%PDF-1.4 half' > page.pdf").print(_ -> ""))
        .isInstanceOf(PdfProblem.class)
        .hasMessageContaining("did not print the page");
    assertThat(printer("echo '%PDF-1.4 %%EOF' > page.pdf").print(_ -> "").printer())
        .isEqualTo("Draw 1.2");
  }

  @Test
  void aPageThatDoesNotFitIntoMemoryEndsWithThatReason() throws Exception {
    try (var exports = new PdfExports(PRINTER, Clock.systemUTC())) {
      for (var error : List.of(new OutOfMemoryError("heap"), new StackOverflowError())) {
        var over = new CompletableFuture<PdfExports.Outcome>();
        exports
            .begin(
                error.toString(),
                _ -> {
                  throw error;
                })
            .whenOver(over::complete);
        assertThat(over.get(60, TimeUnit.SECONDS))
            .isInstanceOfSatisfying(
                PdfExports.Outcome.Failed.class,
                failed -> assertThat(failed.reason()).contains("too large for the memory"));
      }
    }
  }

  @Test
  void oldFoldersOfLabsThatWereEndedAreRemovedAndNewOnesAreNot() throws IOException {
    var now = Instant.parse("2026-11-20T12:00:00Z");
    var old = Files.createDirectory(folder.resolve("harmony-print1"));
    Files.writeString(old.resolve("page.html"), "page");
    Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofHours(25))));
    var young = Files.createDirectory(folder.resolve("harmony-print2"));
    Files.setLastModifiedTime(young, FileTime.from(now.minus(Duration.ofHours(23))));
    var others = Files.createDirectory(folder.resolve("printer"));
    Files.setLastModifiedTime(others, FileTime.from(now.minus(Duration.ofDays(9))));

    PrintFolders.sweep(folder, "harmony-print", now);

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(others).exists();
  }

  /// Something that is asked as Chromium is.
  private PdfPrinter printer(String script) throws IOException {
    return new PdfPrinter(program(script).toString());
  }

  private Path program(String script) throws IOException {
    var program = folder.resolve("draw-" + UUID.randomUUID());
    Files.writeString(
        program,
        "#!/bin/sh\nif [ \"$1\" = --version ]; then echo Draw 1.2; exit 0; fi\n" + script + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }
}
