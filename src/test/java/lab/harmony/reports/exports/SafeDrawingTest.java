package lab.harmony.reports.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class SafeDrawingTest {

  @Test
  void aDrawingThatOnlyDrawsIsHandedOutAsItCame() {
    var drawing =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9pt" viewBox="0 0 9 9">
        <defs><style type="text/css">*{stroke-linejoin: round}</style><clipPath id="c"><rect width="9" height="9"/></clipPath></defs>
        <g clip-path="url(#c)" style="fill: url(#p)" aria-label="rate"><use xlink:href="#c"/><text>5 &lt; 6</text>
        <image width="9" xlink:href="data:image/png;base64,iVBORw0KGgo="/></g></svg>
        """;
    assertThat(cleaned(drawing)).isEqualTo(drawing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>bad()</script>",
        "<script xmlns='http://www.w3.org/1999/xhtml'>bad()</script>",
        "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='bad'/></foreignObject>",
        "<rect onclick='bad()'/>",
        "<rect ONLOAD='bad()'/>",
        "<a href='javascript:bad()'><text>t</text></a>",
        "<use href='bad.svg#a'/>",
        "<use xlink:href=' \tjavascript:bad()'/>",
        "<use xlink:href='data:image/svg+xml;base64,bad'/>",
        "<image href='http://bad.example/'/>",
        "<set attributeName='href' to='javascript:bad()'/>",
        "<animate attributeName='href' values='bad'/>",
        "<style>@import 'bad';</style>",
        "<style>rect { fill: url(bad) }</style>",
        "<style>rect { fill: u\\72l(bad) }</style>",
        "<rect style='fill: URL( \"bad\" )'/>",
        "<rect fill='url(bad#a)'/>",
        "<handler xmlns='http://www.w3.org/2001/xml-events'>bad</handler>",
        "<g xml:base='bad'/>",
        "<?xml-stylesheet href='bad'?>",
        "<!-- bad -->"
      })
  void whatRunsAsksOrLeadsSomewhereGoes(String part) {
    var cleaned =
        cleaned(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>"
                + part
                + "<circle r='4'/></svg>");
    assertThat(cleaned).doesNotContain("bad").contains("<circle r=\"4\"/>");
  }

  @Test
  void whatStandsBesideTheDrawingGoesAsWell() {
    var drawing =
        """
        <?xml version="1.0"?><?xml-stylesheet href="bad"?><!-- bad -->
        <!DOCTYPE svg [<!ENTITY part "<script xmlns='http://www.w3.org/2000/svg'>bad()</script>"><!ENTITY file SYSTEM "file:///etc/passwd">]>
        <svg xmlns="http://www.w3.org/2000/svg">&part;<text>a&file;b</text><circle r="4"/></svg>
        """;
    assertThat(cleaned(drawing))
        .doesNotContain("bad", "root:", "ENTITY", "script")
        .contains("<circle r=\"4\"/>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "words",
        "<svg><unclosed>",
        "<html xmlns='http://www.w3.org/1999/xhtml'><script>bad()</script></html>",
        "<g xmlns='http://www.w3.org/2000/svg'/>"
      })
  void whatIsNoDrawingIsRefused(String text) {
    assertThatThrownBy(() -> cleaned(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the drawing");
  }

  private static String cleaned(String svg) {
    return new String(SafeDrawing.of(svg.getBytes(UTF_8)), UTF_8);
  }
}
