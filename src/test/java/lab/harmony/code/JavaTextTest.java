package lab.harmony.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.harmony.yaml.YamlProblem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class JavaTextTest {

  @Test
  void codeThatIsWholeHasNoProblemWhateverStandsInItsTexts() {
    wrong("");
    wrong("var a = \"(\"; // )\n/* { \" */ char b = '\"', c = '\\'', d = '(';");
    wrong("var block = \"\"\"\n  it's \"quoted\" (once\\\"\"\" more\n  \"\"\".strip();");
    wrong("record Point(int[] at) { int x() { return at[0]; } }\nnew Point(new int[] {1}).x()");
    wrong("var half = 1 / 2;");
  }

  @Test
  void whatDoesNotEndSaysWhereItBegan() {
    wrong(
        "int a = 1;\nvar b = \"open;\nint c;",
        "Line 2: this text does not end; it needs a second \" on its line");
    wrong("'a", "Line 1: this text does not end; it needs a second ' on its line");
    wrong("\n/* never", "Line 2: this comment does not end; it needs */");
    wrong("\n\nvar a = \"\"\"\n text\n", "Line 3: this text does not end; it needs \"\"\"");
    wrong("for (;;) {\n  a();\n", "Line 1: the \"{\" is not closed");
    wrong("\"ends with \\", "Line 1: this text does not end; it needs a second \" on its line");
  }

  @Test
  void bracketsThatDoNotMatchSayBothPlaces() {
    wrong(
        "f(\n  g[1)\n]",
        "Line 2: \")\" cannot close the \"[\" of line 2",
        "Line 3: \"]\" cannot close the \"(\" of line 1");
    wrong("}", "Line 1: nothing is open that this \"}\" could close");
  }

  @Test
  void problemsAreFewHoweverMuchIsWrong() {
    assertThat(JavaText.problems("}".repeat(100_000))).hasSize(10);
  }

  private static void wrong(String code, String... sentences) {
    assertThat(JavaText.problems(code).stream().map(YamlProblem::sentence).toList())
        .isEqualTo(List.of(sentences));
  }
}
