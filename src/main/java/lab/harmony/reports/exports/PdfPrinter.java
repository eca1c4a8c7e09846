package lab.harmony.reports.exports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.HarmonySettings;
import org.apache.commons.io.FileUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/// Prints pages as PDF with this machine's Chromium: sheets of paper, figures as vectors. The
/// browser sees the page alone: it has a folder of its own for a moment, and reaches no network.
@Service
public class PdfPrinter {

  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final Duration LONGEST_VERSION = Duration.ofSeconds(30);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);
  private static final int LAST_WORDS = 600;
  static final String PREFIX = "harmony-print";

  private static final Path SHELL = Path.of("/bin/sh");
  private static final String WATCH =
      """
      exec 3<&0
      "$@" <&- 3<&- &
      child=$!
      { cat <&3 >/dev/null; kill -9 $child; } >/dev/null 2>&1 &
      watch=$!
      wait $child
      status=$?
      kill $watch 2>/dev/null
      exit $status
      """;

  private final ChromiumFinder finder;

  @Autowired
  PdfPrinter(HarmonySettings settings) {
    this(settings.chromium().orElse(""));
  }

  PdfPrinter(String program) {
    finder = ChromiumFinder.here(program);
  }

  /// A PDF file.
  ///
  /// @param printer what made it, with its version
  public record Printed(byte[] pdf, String printer) {}

  /// Prints a page that is wanted until it is there.
  ///
  /// @param page makes the HTML, given what prints it
  /// @throws PdfProblem if there is no Chromium or it does not print; says what to do
  /// @throws InterruptedException if this thread is interrupted; the browser is ended then
  public Printed print(UnaryOperator<String> page) throws PdfProblem, InterruptedException {
    return print(page, new CompletableFuture<>());
  }

  /// Prints a page. No thread is interrupted to stop it: the page may be reading the database.
  ///
  /// @param unwanted is over when nobody wants the PDF any more; the browser is ended then
  /// @throws CancellationException if it was unwanted
  Printed print(UnaryOperator<String> page, CompletableFuture<?> unwanted)
      throws PdfProblem, InterruptedException {
    var chromium = finder.find();
    try {
      var folder = Files.createTempDirectory(PREFIX);
      try {
        var printer = version(chromium, folder, unwanted);
        var html = folder.resolve("page.html");
        AtomicFiles.write(html, page.apply(printer));
        var pdf = folder.resolve("page.pdf");
        var said = run(command(chromium, folder, html, pdf), folder, LONGEST, unwanted);
        if (!isPdf(pdf)) {
          throw new PdfProblem(
              "%s did not print the page. It said: %s"
                  .formatted(chromium, said.isEmpty() ? "nothing" : said));
        }
        return new Printed(Files.readAllBytes(pdf), printer);
      } finally {
        FileUtils.deleteQuietly(folder.toFile());
      }
    } catch (IOException e) {
      throw new PdfProblem(
          "The page could not be printed: %s. Is there room in the folder for temporary files?"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static String version(Path chromium, Path folder, CompletableFuture<?> unwanted)
      throws IOException, PdfProblem, InterruptedException {
    var said = run(List.of(chromium.toString(), "--version"), folder, LONGEST_VERSION, unwanted);
    return said.lines()
        .map(String::strip)
        .filter(line -> line.matches(".*\\d+\\.\\d+.*"))
        .reduce((_, last) -> last)
        .map(line -> line.replaceAll(" built on .*", ""))
        .orElse(chromium.getFileName().toString());
  }

  private static List<String> command(Path chromium, Path folder, Path html, Path pdf) {
    var words =
        new ArrayList<>(
            List.of(
                chromium.toString(),
                "--headless",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + folder.resolve("profile"),
                "--no-pdf-header-footer",
                "--generate-pdf-document-outline",
                "--print-to-pdf=" + pdf));
    // Chromium's sandbox refuses to work for the system's administrator; a printed page may run no
    // script.
    if (System.getProperty("user.name", "").equals("root")) {
      words.add("--no-sandbox");
    }
    words.add(html.toUri().toString());
    return words;
  }

  /// The same program under a shell that ends it when this process does, also when that is killed:
  /// then the input that it reads ends. Where there is no such shell, the program itself, which
  /// ends when it has printed.
  private static List<String> watched(List<String> command) {
    if (!Files.isExecutable(SHELL)) {
      return command;
    }
    var words = new ArrayList<>(List.of(SHELL.toString(), "-c", WATCH, "print"));
    words.addAll(command);
    return words;
  }

  /// What the program said, its last words only. It and all that it began have ended then.
  private static String run(
      List<String> command, Path folder, Duration longest, CompletableFuture<?> unwanted)
      throws IOException, PdfProblem, InterruptedException {
    if (unwanted.isDone()) {
      throw new CancellationException();
    }
    var said = folder.resolve("said.txt");
    var process =
        new ProcessBuilder(watched(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      CompletableFuture.anyOf(process.onExit(), unwanted.handle((_, _) -> process))
          .get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new PdfProblem(
          "%s did not end within %d s and was stopped. Try again when the machine has less to do."
              .formatted(command.getFirst(), longest.toSeconds()),
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of a process cannot fail", e);
    } finally {
      end(process);
    }
    if (unwanted.isDone()) {
      throw new CancellationException();
    }
    var text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8).strip();
    var words =
        text.length() <= LAST_WORDS ? text : "…" + text.substring(text.length() - LAST_WORDS);
    if (process.exitValue() != 0) {
      throw new PdfProblem(
          "%s ended with status %d. It said: %s"
              .formatted(
                  command.getFirst(), process.exitValue(), words.isEmpty() ? "nothing" : words));
    }
    return words;
  }

  /// Ends a process with all that it began, and waits until they are gone: they write into the
  /// folder that is removed next.
  private static void end(Process process) {
    var all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle()))
            .filter(ProcessHandle::isAlive)
            .toList();
    all.forEach(ProcessHandle::destroyForcibly);
    var ends = all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(ends)
        .orTimeout(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)
        .handle((_, _) -> true)
        .join();
  }

  /// Whether a file is a PDF from its first line to its last.
  private static boolean isPdf(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    var bytes = Files.readAllBytes(file);
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.startsWith("%PDF-") && text.stripTrailing().endsWith("%%EOF");
  }
}
