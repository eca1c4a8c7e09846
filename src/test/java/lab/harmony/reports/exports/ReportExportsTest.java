package lab.harmony.reports.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.People;
import lab.harmony.people.Rights;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import lab.harmony.people.Somebody;
import lab.harmony.reports.ShelvedReports;
import lab.harmony.reports.frozen.Edition;
import lab.harmony.reports.frozen.SampleReports;
import lab.harmony.reports.readers.Audience;
import lab.harmony.reports.readers.ReportRefusal;
import lab.harmony.reports.shelf.PublishedReport;
import lab.harmony.reports.shelf.ReportName;
import lab.harmony.workspace.MigratedDatabase;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ReportExportsTest {

  static final String SVG =
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40">
      <rect x="10" y="10" width="100" height="20" fill="#2b3a8c"/></svg>
      """;

  @TempDir Path folder;
  private final PdfExports pdfs =
      new PdfExports(new PdfPrinter("/no/such/program"), Clock.systemUTC());
  private AuditTrail audit;
  private People people;
  private ShelvedReports shelf;
  private Actor ada;
  private ReportExports exports;
  private PublishedReport report;

  @BeforeEach
  void aReportWithTwoTablesAndTwoFigures() throws IOException {
    var source = MigratedDatabase.inMemory();
    audit = AuditTrail.over(source, Clock.systemUTC());
    people = Somebody.in(source);
    ada = Somebody.researcher(people, "Ada");
    shelf = new ShelvedReports(folder, source, people, audit, Clock.systemUTC());
    exports = new ReportExports(pdfs, audit, shelf.readers, new Rights(people));
    var page =
        """
        <!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-x'"><title>t</title></head><body><main>
        <table><caption>Rates</caption><thead><tr><th>cell</th><th>rate</th></tr></thead><tbody><tr><th>soft</th><td>17 %%</td></tr></tbody></table>
        <figure><picture><source media="screen and (prefers-color-scheme: dark)" srcset="data:image/svg+xml;base64,AAAA"><img class="chart" alt="By archetype, n = 48" src="data:image/svg+xml;base64,%s"></picture></figure>
        <figure><img alt="" src="%s"></figure>
        <figure class="wide"><table class="pictures"><tr><td><img src="%s"></td></tr></table></figure>
        <table><tr><td>1</td></tr></table></main></body></html>
        """
            .formatted(
                Base64.getEncoder().encodeToString(SVG.getBytes(UTF_8)),
                SampleReports.face(1),
                SampleReports.face(2));
    report = shelf.place("baseline", SampleReports.NOON, Optional.empty(), Edition.FIRST, page);
  }

  @AfterEach
  void close() {
    pdfs.close();
  }

  static PublishedReport report(Path page) {
    return new PublishedReport(
        new ReportName("2026-11-20-baseline"),
        "Baseline",
        "baseline",
        SampleReports.NOON,
        "Mira",
        Optional.empty(),
        new PublishedReport.Version("line", 1, "", ""),
        "",
        "",
        List.of(),
        "",
        List.of(),
        Set.of(),
        List.of(),
        page,
        Sha256.of(page).hex());
  }

  @Test
  void everyTableAndFigureIsThereInItsForms() {
    var parts = exports.parts(report, ada);
    assertThat(parts.tables())
        .containsExactly(
            new ReportExports.Part("Rates", List.of("table-1.csv", "table-1.tex")),
            new ReportExports.Part("Table 2", List.of("table-2.csv", "table-2.tex")));
    assertThat(parts.figures())
        .containsExactly(
            new ReportExports.Part(
                "Figure 1: By archetype, n = 48", List.of("figure-1.svg", "figure-1.png")),
            new ReportExports.Part("Figure 2", List.of("figure-2.png")));
    assertThat(text("table-1.csv")).isEqualTo("cell,rate\r\nsoft,17 %\r\n");
    assertThat(text("table-1.tex")).contains("soft & 17 \\% \\\\");
    assertThat(text("figure-1.svg")).isEqualTo(SVG);
  }

  @Test
  void aDrawingIsAPictureOfTwiceItsSizeOnWhiteGround() throws IOException {
    var png = exports.file(report, "figure-1.png").orElseThrow();
    assertThat(png.mediaType()).isEqualTo("image/png");
    var picture = ImageIO.read(new ByteArrayInputStream(png.content()));
    assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(240, 80);
    assertThat(picture.getRGB(2, 2) & 0xffffff).isEqualTo(0xffffff);
    assertThat(picture.getRGB(120, 40) & 0xffffff).isEqualTo(0x2b3a8c);
  }

  @Test
  void whatIsNoDrawingSaysSoAndNothingBesideADrawingIsRead() throws IOException {
    assertThatThrownBy(() -> SvgPicture.png("no drawing".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the drawing");
    var secret = Files.write(folder.resolve("secret.png"), png());
    var within =
        """
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="20">
        <image width="20" height="20" xlink:href="data:image/png;base64,%s"/></svg>
        """
            .formatted(Base64.getEncoder().encodeToString(png()));
    assertThat(
            ImageIO.read(new ByteArrayInputStream(SvgPicture.png(within.getBytes(UTF_8))))
                    .getRGB(20, 20)
                & 0xffffff)
        .as("the same picture, where it is part of the drawing")
        .isNotEqualTo(0xffffff);
    var reaching =
        """
        <!DOCTYPE svg [<!ENTITY all SYSTEM "%1$s">]>
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="20">
        <image width="20" height="20" xlink:href="%1$s"/></svg>
        """
            .formatted(secret.toUri());
    try {
      var picture =
          ImageIO.read(new ByteArrayInputStream(SvgPicture.png(reaching.getBytes(UTF_8))));
      assertThat(picture.getRGB(20, 20) & 0xffffff).isEqualTo(0xffffff);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("the drawing");
    }
  }

  @Test
  void aPageThatIsNotThePublishedOneIsNeitherPrintedNorExported() throws Exception {
    Files.writeString(report.page(), Files.readString(report.page()).replace("17 %", "71 %"));

    for (Runnable way :
        List.<Runnable>of(
            () -> exports.parts(report, ada),
            () -> exports.file(report, "table-1.csv"),
            () -> exports.file(report, ReportExports.ALL),
            () -> ReportExports.archive(report),
            () -> ReportExports.printable(report).apply("Chromium"))) {
      assertThatThrownBy(way::run)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not the one that was published")
          .hasMessageContaining("git checkout -- reports/2026-11-20-baseline");
    }
  }

  @Test
  void oneDamagedPictureOrDrawingFailsAlone() throws IOException {
    var page =
        Files.writeString(
            folder.resolve("damaged.html"),
            """
            <!doctype html><title>t</title><main><table><tr><td>1</td></tr></table>
            <figure><img alt="broken" src="data:image/png;base64,QUJD=D"></figure>
            <figure><img alt="short" src="data:image/jpeg;base64,A"></figure>
            <figure><img alt="no drawing" src="data:image/svg+xml;base64,%s"></figure>
            <figure><img alt="good" src="data:image/svg+xml;base64,%s"></figure></main>
            """
                .formatted(
                    Base64.getEncoder().encodeToString("<svg><unclosed>".getBytes(UTF_8)),
                    Base64.getEncoder().encodeToString(SVG.getBytes(UTF_8))));
    var damaged = report(page);

    assertThat(ReportExports.parts(damaged).figures())
        .extracting(ReportExports.Part::words)
        .containsExactly(
            "Figure 1: broken", "Figure 2: short", "Figure 3: no drawing", "Figure 4: good");
    assertThatThrownBy(() -> exports.file(damaged, "figure-1.png"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged");
    assertThat(exports.file(damaged, "figure-4.png")).isPresent();
    assertThat(names(exports.file(damaged, ReportExports.ALL).orElseThrow()))
        .containsExactly("table-1.csv", "table-1.tex", "figure-4.svg", "figure-4.png");
  }

  @Test
  void allOfThemComeInOneArchive() throws IOException {
    assertThat(names(exports.file(report, ReportExports.ALL).orElseThrow()))
        .containsExactly(
            "table-1.csv",
            "table-1.tex",
            "table-2.csv",
            "table-2.tex",
            "figure-1.svg",
            "figure-1.png",
            "figure-2.png");
  }

  private static List<String> names(ExportedFile zip) throws IOException {
    var names = new ArrayList<String>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip.content()))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  @Test
  void whoTakesWhatAlongIsWrittenDown() {
    assertThat(exports.take(report, "table-1.csv", ada)).isPresent();
    assertThat(exports.take(report, "table-9.csv", ada)).isEmpty();
    assertThatThrownBy(() -> exports.take(report, "table-1.csv", Somebody.called("Eve")))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> exports.print(report, Somebody.called("Eve")))
        .isInstanceOf(NotAllowed.class);
    assertThat(audit.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 10))
        .singleElement()
        .satisfies(entry -> assertThat(entry.toString()).contains("table-1.csv", "Ada"));
  }

  @Test
  void eachFetchOfAPdfIsWrittenDownForWhoeverFetchesItAndPrintingIsNone() {
    var grace = Somebody.researcher(people, "Grace");
    exports.print(report, ada);
    assertThat(exports.pdf(report, grace)).as("it is there for both").isPresent();
    assertThat(audit.count(AuditQuery.EVERYTHING)).isZero();

    var printed = new PdfPrinter.Printed("%PDF".getBytes(UTF_8), "Chromium");
    for (var person : List.of(ada, grace, grace)) {
      assertThat(exports.take(report, printed, person)).isEqualTo(printed.pdf());
    }
    assertThat(audit.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 10))
        .extracting(entry -> AuditActor.words(entry.who()), entry -> entry.facts().get("file"))
        .containsExactly(
            tuple("Grace", "2026-11-20-baseline.pdf"),
            tuple("Grace", "2026-11-20-baseline.pdf"),
            tuple("Ada", "2026-11-20-baseline.pdf"));
  }

  /// As from a page that was opened when they still might.
  @Test
  void whoeverMayNoLongerGetsNothingOfAReportThatWasOpenToThem() {
    var jun = Somebody.researcher(people, "Jun");
    var eve = Somebody.researcher(people, "Eve");
    assertThat(exports.parts(report, jun).tables()).hasSize(2);
    new Roles(people, new Rights(people)).give(jun.person(), Role.READER, owner());
    shelf.decide(report.name(), new Audience.Named(Set.of(ada.person())), owner());
    var before = audit.count(AuditQuery.EVERYTHING);

    var printed = new PdfPrinter.Printed("%PDF".getBytes(UTF_8), "Chromium");
    for (var person : List.of(jun, eve)) {
      for (Runnable way :
          List.<Runnable>of(
              () -> exports.parts(report, person),
              () -> exports.pdf(report, person),
              () -> exports.print(report, person),
              () -> exports.take(report, printed, person),
              () -> exports.take(report, "table-1.csv", person),
              () -> exports.taken(report, "html", person))) {
        assertThatThrownBy(way::run)
            .isInstanceOf(person.equals(jun) ? NotAllowed.class : ReportRefusal.class);
      }
    }
    assertThat(audit.count(AuditQuery.EVERYTHING)).isEqualTo(before);
    assertThat(exports.parts(report, ada).tables()).hasSize(2);
  }

  @Test
  void whatAReportDoesNotHaveIsNotThere() {
    for (var name :
        List.of("table-3.csv", "table-0.csv", "table-1.svg", "figure-2.svg", "../index.html", "")) {
      assertThat(exports.file(report, name)).as(name).isEmpty();
    }
  }

  @Test
  void anExportThatFailsSaysWhyAndWhatToDoAndCanBeTriedAgain() throws Exception {
    var first = exports.print(report, ada);
    var outcome = new java.util.concurrent.CompletableFuture<PdfExports.Outcome>();
    first.whenOver(outcome::complete);
    assertThat(outcome.get(30, java.util.concurrent.TimeUnit.SECONDS))
        .isEqualTo(
            new PdfExports.Outcome.Failed(
                "The setting harmony.chromium names /no/such/program, which is no program that can"
                    + " be run here. Name Chromium's, or leave the setting out to search the"
                    + " path."));
    assertThat(exports.pdf(report, ada)).containsSame(first);
    assertThat(exports.print(report, ada)).isNotSameAs(first);
  }

  @Test
  void aMachineWithoutChromiumNamesTheOneCommandThatInstallsIt() {
    for (var system : List.of("Linux", "Mac OS X", "Windows 11")) {
      assertThatThrownBy(() -> new ChromiumFinder("", folder.toString(), system).find())
          .isInstanceOf(PdfProblem.class)
          .hasMessageContaining("there is none on this machine's path")
          .hasMessageMatching(".*Install it: (sudo|brew|winget) .*(chromium|Chrome)\\. Or name.*");
    }
  }

  private Actor owner() {
    return new Actor(people.localId());
  }

  private byte[] png() {
    return Base64.getDecoder()
        .decode(SampleReports.face(3).substring("data:image/png;base64,".length()));
  }

  private String text(String name) {
    return new String(exports.file(report, name).orElseThrow().content(), UTF_8);
  }
}
