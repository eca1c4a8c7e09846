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
}
