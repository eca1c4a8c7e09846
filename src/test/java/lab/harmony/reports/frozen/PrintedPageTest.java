package lab.harmony.reports.frozen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import lab.harmony.prose.Formulas;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PrintedPageTest {

  @Test
  void thePrintedPageIsThePageWithItsOwnStyleAllowedAndWhoPrintedIt() throws Exception {
    try (var formulas = new Formulas()) {
      var page = ReportPage.html(SampleReports.full(), formulas);
      var printed =
          Jsoup.parse(
              PrintedPage.html(
                  page,
                  "\"} </style><script>alert(1)</script> 100 %",
                  "Printed by Chromium 1.2 <b>",
                  PrintedPage.Sheets.PORTRAIT));

      assertThat(printed.select("script")).isEmpty();
      assertThat(printed.select("main > p").last().text()).isEqualTo("Printed by Chromium 1.2 <b>");
      var styles = printed.select("style");
      assertThat(styles).hasSize(2);
      assertThat(styles.get(1).data())
          .contains("counter(page)", "size: A4 portrait", "\\000022\\00007d\\000020")
          .doesNotContain("alert(1)");
      for (var style : styles) {
        var digest =
            Base64.getEncoder()
                .encodeToString(
                    MessageDigest.getInstance("SHA-256")
                        .digest(style.data().getBytes(StandardCharsets.UTF_8)));
        assertThat(printed.expectFirst("meta[http-equiv]").attr("content"))
            .contains("'sha256-%s'".formatted(digest));
      }
      assertThat(printed.select("table").size())
          .isEqualTo(Jsoup.parse(page).select("table").size());
    }
  }

  @Test
  void whatReportsDoNotHaveIsNotOpenedFromThisMachinesDisk() {
    var printed =
        Jsoup.parse(
            PrintedPage.html(
                """
                <!doctype html><html onload="bad()"><head><meta http-equiv="refresh" content="0;url=file:///bad">
                <base href="file:///bad/"><link rel="stylesheet" href="file:///bad.css"><title>t</title>
                <style>body { background: url(file:///bad.png) }</style></head>
                <body background="file:///bad.png"><main><iframe src="file:///bad"></iframe>
                <object data="file:///bad"></object><embed src="file:///bad"><script>bad()</script>
                <img alt="one" src="file:///bad.png" onerror="bad()"><img alt="two" src=" FILE:///bad.png">
                <picture><source srcset="file:///bad.png"><img alt="three" src="data:image/png;base64,AAAA"></picture>
                <svg><image href="file:///bad.png"/></svg><form action="file:///bad"><button>b</button></form>
                <video poster="file:///bad"></video><a href="javascript:bad()">link</a>
                <a href="https://example.org">good</a><p style="background: url(file:///bad)">kept</p></main></body></html>
                """,
                "t",
                "Printed",
                PrintedPage.Sheets.PORTRAIT));

    var style = printed.expectFirst("style");
    assertThat(style.data()).contains("bad.png");
    style.remove(); // what it asks for, the rule in the head forbids
    assertThat(printed.outerHtml()).doesNotContain("bad");
    assertThat(printed.head().child(0).attr("http-equiv")).isEqualTo("Content-Security-Policy");
    assertThat(printed.head().child(0).attr("content"))
        .startsWith("default-src 'none'; img-src data:; style-src 'sha256-");
    assertThat(printed.select("img[src]").eachAttr("alt")).containsExactly("three");
    assertThat(printed.select("a[href]").eachText()).containsExactly("good");
    assertThat(printed.select("p").eachText()).containsExactly("kept", "Printed");
  }

  @Test
  void nothingOfAReportIsLostOnPaper() {
    try (var formulas = new Formulas()) {
      var page = Jsoup.parse(ReportPage.html(SampleReports.full(), formulas));
      var printed =
          Jsoup.parse(
              PrintedPage.html(page.outerHtml(), "t", "Printed", PrintedPage.Sheets.PORTRAIT));
      printed.select("main > p").last().remove();

      assertThat(printed.body().outerHtml()).isEqualTo(page.body().outerHtml());
    }
  }
}
