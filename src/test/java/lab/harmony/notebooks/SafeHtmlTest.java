package lab.harmony.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<img src='https://elsewhere.example/pixel.png'>",
        "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
        "<img src='data:text/html;base64,PHN2Zz4='>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<p style='background:url(https://elsewhere.example/x)'>x</p>",
        "<iframe src='https://elsewhere.example'></iframe>",
        "<form action='https://elsewhere.example'><input name=a></form>",
        "<link rel=stylesheet href='https://elsewhere.example/x.css'>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<object data='x'></object><embed src='x'><base href='https://elsewhere.example'>",
        "<blockquote cite='https://elsewhere.example'>x</blockquote>",
        "<meta http-equiv=refresh content='0;url=https://elsewhere.example'>"
      })
  void nothingThatRunsOrFetchesIsLeft(String html) {
    assertThat(SafeHtml.of(html).html())
        .doesNotContain("elsewhere")
        .doesNotContain("alert")
        .doesNotContain("script")
        .doesNotContain("style")
        .doesNotContain("data:")
        .doesNotContain("<form")
        .doesNotContain("<iframe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://elsewhere.example/pixel.png)",
        "text <img src=x onerror=alert(1)>"
      })
  void markdownIsNoWayAround(String markdown) {
    assertThat(SafeHtml.ofMarkdown(markdown).html())
        .doesNotContain("alert")
        .doesNotContain("elsewhere");
  }

  @Test
  void tablesLinksAndInlinePicturesStay() {
    var html =
        SafeHtml.ofMarkdown(
                "| a | b |\n|---|--:|\n| 1 | 2 |\n\n[paper](https://example.org/paper) ![face](data:image/png;base64,iVBORw0KGgo=)")
            .html();

    assertThat(html)
        .contains("<th>a</th>")
        .contains("<a href=\"https://example.org/paper\" rel=\"noopener noreferrer\">paper</a>")
        .contains("src=\"data:image/png;base64,iVBORw0KGgo=\"");
  }

  @Test
  void headingsStandBelowThePagesTitle() {
    assertThat(SafeHtml.ofMarkdown("# Plan\n\n## Runs").html())
        .contains("<h2>Plan</h2>")
        .contains("<h3>Runs</h3>");
  }
}
