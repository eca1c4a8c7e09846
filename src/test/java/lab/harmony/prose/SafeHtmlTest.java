package lab.harmony.prose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
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
                "| a | b |\n"
                    + "|---|--:|\n"
                    + "| 1 | 2 |\n\n"
                    + "[paper](https://example.org/paper)"
                    + " ![face](data:image/png;base64,iVBORw0KGgo=)")
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

  static final java.util.List<String> PATHOLOGICAL =
      java.util.List.of(
          ">".repeat(3_000),
          ">".repeat(5_000),
          (">".repeat(3_000) + "x\n").repeat(20),
          "- ".repeat(50_000) + "x",
          "1. ".repeat(30_000) + "x",
          "*".repeat(50_000) + "a" + "*".repeat(50_000),
          "*a ".repeat(10_000) + "b" + " a*".repeat(10_000),
          "[".repeat(100_000),
          "[a](".repeat(40_000),
          "![[]()".repeat(30_000),
          "![".repeat(30_000) + "a" + "](x)".repeat(30_000),
          "[a](<b".repeat(30_000),
          "<".repeat(200_000),
          "<a ".repeat(60_000),
          "<a b='".repeat(30_000),
          "<a " + "b ".repeat(100_000),
          "<a@b".repeat(50_000),
          "<!--".repeat(50_000),
          "$a ".repeat(60_000),
          "$$".repeat(100_000),
          "`a``".repeat(50_000),
          "|a|b|\n|-|-|\n" + "|\n".repeat(90_000),
          "[x]: /" + "u".repeat(50_000) + "\n\n" + "[x] ".repeat(20_000),
          "<div>".repeat(40_000),
          "<table><tr><td>".repeat(13_000),
          "word ".repeat(40_000),
          "x".repeat(3_000_000),
          "\u0000\u0007\u001b".repeat(1000));

  @ParameterizedTest
  @org.junit.jupiter.params.provider.FieldSource("PATHOLOGICAL")
  @org.junit.jupiter.api.Timeout(30)
  void noTextIsTooDeepTooLongOrTooHardToShow(String markdown) {
    assertThat(SafeHtml.ofMarkdown(markdown).html())
        .hasSizeLessThan(markdown.length() * 12 + 3_000_000);
  }

  @Test
  void aTextThatIsNotFormattedIsShownAsItIsWritten() {
    var shown = SafeHtml.ofMarkdown("*a ".repeat(5_000) + "b" + " a*".repeat(5_000));
    assertThat(shown.select("p em").text()).contains("shown as it is written", "100 deep");
    assertThat(shown.select("pre").text()).startsWith("*a *a");
  }

  @Test
  void htmlWithoutEndIsShownAsItIsWritten() {
    assertThat(SafeHtml.of("<b>x</b>".repeat(600_000)).text()).contains("4,800,000 characters");
  }

  @Test
  void struckOutTextAndFormulasAreKept() {
    var shown = SafeHtml.ofMarkdown("~~old~~ $a_1*b_2*c$ costs $5 or $6.\n\n$$\n\\frac{1}{2}\n$$");
    assertThat(shown.select("del").text()).isEqualTo("old");
    assertThat(shown.select("code.math").eachText()).containsExactly("a_1*b_2*c", "\\frac{1}{2}");
    assertThat(shown.select("code.math--display")).hasSize(1);
    assertThat(shown.text()).contains("costs $5 or $6.");
    assertThat(SafeHtml.of("<code class='cell math'>x</code>").html()).doesNotContain("class");
  }

  @Test
  void picturesThatAreFoundAreShownAndOthersAreNamed() {
    PictureFinder finder =
        source ->
            source.equals("attachment:a.png")
                ? java.util.Optional.of("data:image/png;base64,AAAA")
                : source.equals("runs/x.png")
                    ? java.util.Optional.of("/pictures/trial/runs/x.png")
                    : java.util.Optional.empty();
    var shown =
        SafeHtml.ofMarkdown(
            "![one](attachment:a.png) <img src='attachment:a.png' onerror=x> ![two](runs/x.png)"
                + " ![three](../x.png) <img src='lab-picture:0'>",
            finder);
    assertThat(shown.select("img").eachAttr("src"))
        .containsExactly(
            "data:image/png;base64,AAAA",
            "data:image/png;base64,AAAA",
            "/pictures/trial/runs/x.png");
    assertThat(shown.text()).contains("[three]", "[picture left out]");
    assertThat(shown.html()).doesNotContain("onerror");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lab-picture:9",
        "&#9;lab-picture:9",
        "&#1;lab-picture:-1",
        "\n lab-picture:99999999999999999999",
        "lab-&#10;picture:",
        "&#31;lab-picture:x",
        "lab-00000000-0000-0000-0000-000000000000:0",
        "&#9;lab-cited:javascript:alert(1)"
      })
  void noTextCanPassForWhatTheLabPutsThereItself(String address) {
    PictureFinder finder =
        source -> java.util.Optional.of("/found").filter(_ -> source.equals("a.png"));
    var html = "<img src='a.png'><img src='%1$s'><a href='%1$s'>x</a>".formatted(address);
    for (var shown :
        java.util.List.of(
            SafeHtml.ofMarkdown(html, finder),
            SafeHtml.ofNotebook(html, finder),
            SafeHtml.ofMarkdown(html))) {
      assertThat(shown.html()).doesNotContain("lab-").doesNotContain("alert");
      assertThat(shown.select("a").eachAttr("href")).isEmpty();
      assertThat(shown.select("a.cited")).isEmpty();
      assertThat(shown.text()).contains("[picture left out]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "&#1;javascript:alert(1)", "java&#9;script:x"})
  void anAddressIsReadAsBrowsersReadIt(String address) {
    for (var before : java.util.List.of("", "&#9;", " ", "\n", "&#x7f;", "&#0;", "&#xfeff;")) {
      var shown =
          SafeHtml.ofNotebook("<a href='" + before + address + "'>x</a>", PictureFinder.NONE);
      assertThat(shown.select("a").eachAttr("href")).isEmpty();
    }
    assertThat(
            SafeHtml.of("<a href=' &#9;https://example.org/a&#10;b '>x</a>")
                .select("a")
                .eachAttr("href"))
        .containsExactly("https://example.org/ab");
  }

  @Test
  void citedNumbersAreLinksInANotebookAlone() {
    var text = "[48 %](#scores?points&emotion=angry)";
    assertThat(SafeHtml.ofNotebook(text, PictureFinder.NONE).select("a.cited").eachAttr("href"))
        .containsExactly("#scores?points&emotion=angry");
    assertThat(SafeHtml.ofMarkdown(text).select("a")).isEmpty();
    assertThat(SafeHtml.ofMarkdown(text).text()).isEqualTo("48 %");
  }

  @Test
  void everyTableSaysWhichItIs() {
    var html =
        SafeHtml.ofMarkdown(
            """
            | part | rate |
            |---|---|
            | eyes | 67 % |

            | part | rate |
            |---|---|
            | brows | 50 % |

            |  |  |
            |---|---|
            | seeds | 3 |
            """);
    assertThat(html.select(".scroll").eachAttr("aria-label"))
        .containsExactly("Table: part, rate", "Table: part, rate, 2", "Table");
    assertThat(html.select(".scroll > table")).hasSize(3);
    assertThat(
            SafeHtml.of(
                    "<table><caption>Rates</caption><tr><td><table><tr><td>in</td></tr></table>"
                        + "</td></tr></table>")
                .select(".scroll")
                .eachAttr("aria-label"))
        .containsExactly("Table: Rates");
  }
}
