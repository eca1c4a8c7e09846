package lab.harmony.reports.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class LatexTextTest {

  /// What LaTeX itself takes for something else than a letter, where no backslash stands before it.
  private static final Pattern SPECIAL = Pattern.compile("(?<!\\\\)[&%#_^\"`<>|]");

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          61 % (22 of 36)          ¦ 61 \\% (22 of 36)
          a_b & c#d                ¦ a\\_b \\& c\\#d
          $5 {x}                   ¦ \\$5 \\{x\\}
          C:\\new                  ¦ C:\\textbackslash{}new
          x^2 ~ y                  ¦ x\\textasciicircum{}2 \\textasciitilde{} y
          <lora:v1:0.8> | (a)      ¦ \\textless{}lora:v1:0.8\\textgreater{} \\textbar{} (a)
          [0.10] *best*            ¦ {[}0.10{]} {*}best{*}
          she said "no"            ¦ she said \\symbol{34}no\\symbol{34}
          --although, '',, ?`x     ¦ -{}-although, '{}',{}, ?\\textasciigrave{}x
          9 − 3 ≤ 6, 2 × 3, ±1 °C  ¦ 9 $-$ 3 $\\leq$ 6, 2 \\texttimes{} 3, \\textpm{}1 \\textdegree{}C
          8–32 … “yes” — ’tis      ¦ 8--32 \\ldots{} \\textquotedblleft{}yes\\textquotedblright{} --- \\textquoteright{}tis
          machine ○, people ●      ¦ machine $\\circ$, people $\\bullet$
          Krippendorff’s α, κ      ¦ Krippendorff\\textquoteright{}s $\\alpha$, $\\kappa$
          Zoë Müller, naïve        ¦ Zoë Müller, naïve
          8–-32, –– and -–         ¦ 8--{}-32, --{}-- and -{}--
          ½, ¼ and ¾ of 10¹        ¦ \\textonehalf{}, \\textonequarter{} and \\textthreequarters{} of 10\\textonesuperior{}
          \\end{tabular}\\input{x} ¦ \\textbackslash{}end\\{tabular\\}\\textbackslash{}input\\{x\\}
          """)
  void aTextIsSetLetterByLetter(String text, String latex) {
    assertThat(LatexText.of(text)).isEqualTo(latex);
  }

  @Test
  void noAsciiLetterIsLeftThatMeansSomething() {
    for (char one = 0; one < 127; one++) {
      for (var text : new String[] {"" + one, "a" + one + "b", "" + one + one + one}) {
        var set = LatexText.of(text);
        assertThat(SPECIAL.matcher(set).find()).as("%d gave %s", (int) one, set).isFalse();
        assertThat(braces(set)).as(set).isZero();
        assertThat(set).doesNotContain("\n", "\r", "--", "''", ",,");
      }
    }
  }

  @Test
  void allPrintableLettersAreStillThere() {
    var all =
        IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining());
    var plain =
        LatexText.of(all)
            .replace("\\textbackslash{}", "\u0001")
            .replace("\\textasciicircum{}", "^")
            .replace("\\textasciitilde{}", "~")
            .replace("\\textless{}", "<")
            .replace("\\textgreater{}", ">")
            .replace("\\textbar{}", "|")
            .replace("\\textasciigrave{}", "`")
            .replace("\\symbol{34}", "\"")
            .replace("{[}", "[")
            .replace("{]}", "]")
            .replace("{*}", "*")
            .replaceAll("\\\\([&%#_${}])", "$1")
            .replace('\u0001', '\\');
    assertThat(plain).isEqualTo(all);
  }

  @Test
  void linesBlanksAndWhatCannotBeSeenDoNotBreakARow() {
    assertThat(LatexText.of("  two\r\n\tlines\u2028here\u0000\u200b\u202e end "))
        .isEqualTo("two lines here end");
    assertThat(LatexText.of("12\u00a0%")).isEqualTo("12~\\%");
    assertThat(LatexText.of("a\u2002b\u2003c\u200ad\u3000e\u2011f"))
        .isEqualTo("a\\enspace{}b\\quad{}c\\,d\\quad{}e-f");
    assertThat(LatexText.of("a\u0080\u009f\u2066b\u2069\u061c\u200e\ud800\uffffc"))
        .as("controls, marks of direction, half a letter, no letter")
        .isEqualTo("abc");
    assertThat(LatexText.of("e\u0301")).as("composed").isEqualTo("é");
    assertThat(LatexText.of("")).isEmpty();
  }

  @Test
  void lettersThatNeedAnotherEngineAreNamed() {
    assertThat(LatexText.beyond("plain × α ż")).isEmpty();
    assertThat(LatexText.beyond("顔 and 顔 and 🙂")).isEqualTo("顔 🙂");
    assertThat(LatexText.beyond("ħ, ŉ and e\u0301\u2003\u2066x\u2069")).isEqualTo("ħ ŉ");
  }

  /// How many braces are open at the end, those with a backslash before them left out.
  private static int braces(String latex) {
    var open = 0;
    for (int i = 0; i < latex.length(); i++) {
      if (latex.charAt(i) == '\\') {
        i++;
      } else if (latex.charAt(i) == '{') {
        open++;
      } else if (latex.charAt(i) == '}') {
        open--;
        assertThat(open).as(latex).isNotNegative();
      }
    }
    return open;
  }
}
