package lab.harmony.reports.frozen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import lab.harmony.prose.Formulas;
import lab.harmony.reports.frozen.ReportContent.Provenance;
import lab.harmony.review.SuccessRate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ReportPageTest {

  private static final Formulas FORMULAS = new Formulas();

  private final Document page = Jsoup.parse(ReportPage.html(SampleReports.full(), FORMULAS));

  @AfterAll
  static void close() {
    FORMULAS.close();
  }

  @Test
  void formulasAreDrawnWithoutAScriptAndWrongOnesSayWhy() {
    var read =
        Jsoup.parse(
            ReportPage.html(
                SampleReports.saying(
                    "Points $p \\le 3$ and\n\n"
                        + "$$\\frac{1}{n}\\sum_i p_i$$\n\n"
                        + "but $\\frac{1$, $\\htmlStyle{color:red}{y}$ and"
                        + " $\\href{javascript:alert(1)}{x}$."),
                FORMULAS));
    assertThat(read.select("math")).hasSize(3);
    assertThat(read.select("math[display=block] mfrac, math[display=block] msub")).isNotEmpty();
    assertThat(read.select("math [href], math [style], math[style], script")).isEmpty();
    assertThat(read.select("code.math").eachText())
        .containsExactly("\\frac{1", "\\htmlStyle{color:red}{y}");
    assertThat(read.select("em.failed").eachText())
        .hasSize(2)
        .allMatch(text -> text.contains("cannot be drawn: "));
  }

  @Test
  void aFormulaThatGrowsWithoutEndIsRefusedInItsPlace() {
    var endless = "$\\def\\a{\\a\\a}\\a$ and $" + "x".repeat(6_000) + "$";
    var read = Jsoup.parse(ReportPage.html(SampleReports.saying(endless), FORMULAS));
    assertThat(read.select("math")).isEmpty();
    assertThat(read.select("em.failed").eachText())
        .hasSize(2)
        .anyMatch(text -> text.contains("Too many expansions"))
        .anyMatch(text -> text.contains("6000 characters"));
  }

  @Test
  void whatHasNothingToShowSaysWhy() {
    var full = SampleReports.full();
    assertThat(
            Jsoup.parse(
                    ReportPage.html(
                        SampleReports.with(
                            full, new ReportBlock.Nothing("this chart cell was not run.")),
                        FORMULAS))
                .select(".nothing")
                .text())
        .isEqualTo("Nothing to show: this chart cell was not run.");
  }

  @Test
  void questionAndAnswerWithTheirUncertaintyComeFirst() {
    var sections = page.select("main > header, main > section");

    assertThat(sections.get(1).text())
        .contains("Do the eyes, mouth and brows")
        .contains("Energetic faces fail")
        .contains("53 of 72 points, n = 24 pictures, 95 % interval 54 to 87 % over 24 faces")
        .contains("24 of 48 pictures are scored")
        .contains("agrees with people on 71 % of the checklist items (n = 24 faces)");
    assertThat(sections.last().className()).isEqualTo("provenance");
  }

  @Test
  void whatIsStaleIsNamed() {
    assertThat(page.select(".stale li").eachText())
        .containsExactly("Cell \"Success by archetype\": scores changed after it ran.");
  }

  @Test
  void theReasonWhyStaleResultsWerePublishedStandsNearTheHeadUnderItsName() {
    assertThat(page.select("header .stale .why").text())
        .isEqualTo(
            "Why it was published all the same, says Mira:"
                + " The chart is drawn again with the next run.");
    assertThat(page.select("header .meta").eachText())
        .contains("Version 2. What changed, says Mira: The scores of the second week.");
  }

  @Test
  void theVersionsBeforeStandAmongThePageProvenance() {
    assertThat(page.select(".provenance dd").eachText())
        .contains(
            "20 November 2026, 12:00 UTC by Mira: The scores of the second week.",
            "13 November 2026, 12:00 UTC by Jun (reports/2026-11-13-baseline)");
  }

  @Test
  void everyPictureIsPartOfThePageAndDescribed() {
    assertThat(page.select("table.pictures img")).hasSize(48);
    assertThat(page.select("img"))
        .allMatch(image -> image.attr("src").startsWith("data:image/"))
        .allMatch(image -> !image.attr("alt").isBlank());
  }

  @Test
  void peoplesAndMachinesMarksAreToldApart() {
    assertThat(page.select(".mark--human")).hasSize(23);
    assertThat(page.select(".mark--machine")).hasSize(24);
    assertThat(page.select(".mark--intended")).hasSize(1);
  }

  @Test
  void nothingRunsAndNothingIsFetched() throws Exception {
    assertThat(page.select("script, link, iframe, object, form, base")).isEmpty();
    assertThat(page.select("[style]")).isEmpty();
    var style = page.expectFirst("style").data();
    var digest =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(style.getBytes(StandardCharsets.UTF_8)));
    assertThat(page.expectFirst("meta[http-equiv]").attr("content"))
        .isEqualTo(
            "default-src 'none'; img-src data:; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
                .formatted(digest));
    assertThat(style).doesNotContain("url(").doesNotContain("@import");
  }

  @Test
  void textFromTheNotebookCannotBecomeMarkup() {
    var hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    var html =
        ReportPage.html(
            new ReportContent(
                hostile,
                hostile,
                SampleReports.NOON,
                hostile,
                new Edition(
                    hostile,
                    2,
                    hostile,
                    hostile,
                    List.of(new Edition.Earlier(hostile, 1, SampleReports.NOON, hostile, hostile))),
                Optional.of(hostile),
                List.of(new ReportBlock.Finding("open", hostile)),
                List.of(new ReportContent.Headline(hostile, 1, SuccessRate.NONE, Optional.empty())),
                List.of(hostile),
                Optional.empty(),
                List.of(),
                List.of(
                    new ReportBlock.Prose(hostile),
                    new ReportBlock.StoredHtml(hostile),
                    new ReportBlock.Printed(hostile),
                    new ReportBlock.Failed(hostile),
                    new ReportBlock.Table(hostile, List.of(hostile), List.of(List.of(hostile)))),
                new Provenance(List.of(), List.of(), List.of())),
            FORMULAS);
    var read = Jsoup.parse(html);

    assertThat(read.select("script, img")).isEmpty();
    assertThat(read.title()).contains("alert(1)");
  }

  @Test
  void withoutScoresThePageSaysSo() {
    var full = SampleReports.full();
    var html =
        ReportPage.html(
            new ReportContent(
                full.title(),
                full.experiment(),
                full.publishedAt(),
                full.publishedBy(),
                Edition.FIRST,
                Optional.empty(),
                List.of(),
                List.of(
                    new ReportContent.Headline(
                        "doodle-base", 48, SuccessRate.NONE, Optional.empty())),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                full.provenance()),
            FORMULAS);

    assertThat(Jsoup.parse(html).text())
        .contains("No finding was written down")
        .contains("No person has scored these 48 pictures yet.");
  }
}
