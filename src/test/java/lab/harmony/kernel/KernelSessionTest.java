package lab.harmony.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.kernel.protocol.KernelEvent.Definition;
import lab.harmony.kernel.protocol.KernelEvent.Documentation;
import lab.harmony.kernel.protocol.KernelEvent.Status;
import lab.harmony.kernel.protocol.KernelEvent.Suggestion;
import lab.harmony.kernel.protocol.KernelEvent.Variable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What cells that behave see, each in the same kernel after what the others left behind.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelSessionTest {
  private KernelFixture kernel;

  @BeforeAll
  void start() {
    kernel = KernelFixture.start();
  }

  @AfterAll
  void end() {
    kernel.close();
  }

  @BeforeEach
  void forget() {
    for (var cell : new String[] {"a", "b", "value"}) {
      KernelFixture.await(kernel.session.drop(cell));
    }
  }

  @Test
  void theLastExpressionIsShown() {
    assertThat(kernel.value("int i = 4;\n1 + i")).isEqualTo("5");
    assertThat(kernel.value("\"a text\"")).isEqualTo("a text");
    assertThat(kernel.value("new int[][] {{1, 2}, {3}}")).isEqualTo("[[1, 2], [3]]");
    kernel.runs("a", "var list = new ArrayList<String>();");
    assertThat(kernel.told(KernelEvent.ExecuteResult.class)).isEmpty();
  }

  @Test
  void nothingIsLeftOfTheWarmingUp() {
    assertThat(kernel.runs("a", "").variables()).isEmpty();
    assertThat(kernel.run("a", "warm").status()).isEqualTo(Status.ERROR);
  }

  @Test
  void whatIsPrintedComesInItsOrderBesideWhatIsShown() {
    kernel.runs("a", "System.out.print(\"häßlich \");\ndisplay(1);\nSystem.out.print(\"先\");");

    assertThat(kernel.events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Stream", "DisplayData", "Stream");
    assertThat(kernel.printed()).isEqualTo("häßlich 先");
  }

  @Test
  void anErrorStreamIsToldApart() {
    kernel.runs("a", "System.err.print(\"oh\");");

    assertThat(kernel.told(KernelEvent.Stream.class))
        .extracting(KernelEvent.Stream::name)
        .containsExactly("stderr");
  }

  @Test
  void aTableIsShownAsATableAndAsText() {
    kernel.runs(
        "a",
        """
        Table.create(StringColumn.create("name", "<b>", "y"), IntColumn.create("n", new int[] {1, 2}))
        """);

    var data = kernel.told(KernelEvent.ExecuteResult.class).getFirst().data();
    assertThat(data.get("text/html")).contains("<td>&lt;b&gt;</td>", "2 rows");
    assertThat(data.get("text/plain")).contains("name").doesNotContain("null");
  }

  @Test
  void aCellSaysHowItsOwnTypesAreShown() {
    kernel.runs("a", "record Face(String name) {}");
    kernel.runs("b", "register(Face.class, face -> Shown.html(\"<i>\" + face.name() + \"</i>\"));");

    kernel.runs("value", "new Face(\"soft\")");

    assertThat(kernel.told(KernelEvent.ExecuteResult.class).getFirst().data())
        .containsEntry("text/html", "<i>soft</i>");
  }

  @Test
  void whatIsShownByANameIsUpdated() {
    kernel.runs("a", "display(\"progress\", 1); update(\"progress\", 2);");

    assertThat(kernel.told(KernelEvent.UpdateDisplayData.class))
        .singleElement()
        .satisfies(update -> {
          assertThat(update.display()).isEqualTo("progress");
          assertThat(update.data()).containsEntry("text/plain", "2");
        });
  }

  @Test
  void whatDoesNotCompileIsMarkedInItsLine() {
    assertThat(kernel.run("a", "int x = 1;\n\n// why\nint y =\n  nope + other;").status())
        .isEqualTo(Status.ERROR);

    assertThat(kernel.error().ename()).isEqualTo("CompileError");
    assertThat(kernel.error().marks())
        .extracting(
            KernelEvent.CodeMark::line,
            KernelEvent.CodeMark::column,
            KernelEvent.CodeMark::endLine,
            KernelEvent.CodeMark::endColumn)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(5, 3, 5, 7),
            org.assertj.core.groups.Tuple.tuple(5, 10, 5, 15));
    assertThat(kernel.value("x")).isEqualTo("1");
  }

  @Test
  void codeThatStopsInTheMiddleSaysSo() {
    assertThat(kernel.run("a", "for (int i = 0; i < 3; i++) {").status()).isEqualTo(Status.ERROR);

    assertThat(kernel.error().evalue()).contains("reached end of file");
  }

  @Test
  void whatIsThrownNamesCellsAndLines() {
    kernel.runs("a", "int half(int x) {\n  return x / 0;\n}");

    assertThat(kernel.run("b", "// first\n\nint y = 1;\n\nhalf(y);").status())
        .isEqualTo(Status.ERROR);

    assertThat(kernel.error().ename()).isEqualTo("java.lang.ArithmeticException");
    assertThat(kernel.error().traceback())
        .containsExactly(
            "java.lang.ArithmeticException: / by zero",
            "  at cell a, line 2",
            "  at cell b, line 5");
  }

  @Test
  void aCauseIsTold() {
    kernel.run("a", "throw new IllegalStateException(\"outer\", new RuntimeException(\"inner\"));");

    assertThat(kernel.error().traceback())
        .contains(
            "java.lang.IllegalStateException: outer",
            "Caused by: java.lang.RuntimeException: inner");
  }

  @Test
  void aResultThatCannotBeToldIsAnErrorOfTheCell() {
    assertThat(
            kernel
                .run(
                    "a",
                    """
                    class Odd {
                      public String toString() {
                        throw new IllegalStateException("no words");
                      }
                    }
                    new Odd()
                    """)
                .status())
        .isEqualTo(Status.ERROR);

    assertThat(kernel.error().evalue()).contains("could not be shown", "no words");
  }

  @Test
  void aCellThatDefinesSomethingNoMoreTakesItAway() {
    kernel.runs("a", "int one = 1; int two = 2;");

    var reply = kernel.runs("a", "int two = 3;");

    assertThat(reply.notes()).containsExactly("one is gone: this cell defines it no more.");
    assertThat(reply.definitions()).containsExactly(new Definition("variable", "two"));
    assertThat(kernel.run("b", "one").status()).isEqualTo(Status.ERROR);
  }

  @Test
  void anImportThatACellRepeatsStaysThatOfAll() {
    kernel.runs("a", "import java.util.*;");
    kernel.runs("a", "int one = 1;");

    assertThat(kernel.value("List.of(1)")).isEqualTo("[1]");
  }

  @Test
  void formsThatACellMadeAreShownAsTheyAre() {
    kernel.runs("value", "Shown.html(\"<b>x</b>\")");

    assertThat(kernel.told(KernelEvent.ExecuteResult.class).getFirst().data())
        .containsEntry("text/html", "<b>x</b>");
  }

  @Test
  void variablesAreToldWithTheirCells() {
    kernel.runs("a", "var names = List.of(\"x\", \"y\"); double share = 0.5;");
    var reply =
        kernel.runs("b", "var table = Table.create(IntColumn.create(\"n\", new int[] {1}));");

    assertThat(reply.variables())
        .contains(
            new Variable("names", "List<String>", "2 elements", "a"),
            new Variable("share", "double", "0.5", "a"),
            new Variable("table", "Table", "1 rows, 1 columns", "b"));
  }

  @Test
  void typesAreToldAlsoAfterOneThatDidNotCompile() {
    assertThat(kernel.run("a", "class Wrong { int n = \"text\"; }").status())
        .isEqualTo(Status.ERROR);

    assertThat(kernel.runs("b", "var names = List.of(1);").variables())
        .extracting(Variable::type)
        .containsExactly("List<Integer>");
  }

  @Test
  void aMethodMayComeLater() {
    var reply = kernel.runs("a", "int twice(int x) { return later(x) * 2; }");
    assertThat(reply.notes()).containsExactly("twice(int) needs method later(int).");

    assertThat(kernel.run("value", "twice(2)").status()).isEqualTo(Status.ERROR);
    assertThat(kernel.error().ename()).isEqualTo("NotDefined");

    kernel.runs("b", "int later(int x) { return x + 1; }");
    assertThat(kernel.value("twice(2)")).isEqualTo("6");
  }

  @Test
  void aClassThatIsDeclaredAnewTakesItsVariablesAlong() {
    kernel.runs("a", "class Model { int n = 1; }");
    kernel.runs("b", "var model = new Model();");

    var reply = kernel.runs("a", "class Model { int n = 2; int m = 3; }");

    assertThat(reply.notes()).anyMatch(note -> note.startsWith("model does not stand any more"));
  }

  @Test
  void suggestionsKnowWhatCellsDefined() {
    kernel.runs("a", "var table = Table.create(IntColumn.create(\"n\", new int[] {1}));");
    var code = "int before = 1;\ntable.sum";

    var reply = KernelFixture.await(kernel.session.complete(code, code.length()));

    assertThat(code.substring(reply.start())).isEqualTo("sum");
    assertThat(reply.matches()).extracting(Suggestion::text).contains("summarize(");
  }

  @Test
  void documentationIsThatOfTheJdk() {
    var reply = KernelFixture.await(kernel.session.inspect("List.of(", 8));

    assertThat(reply.found())
        .extracting(Documentation::text)
        .anyMatch(text -> text.contains("unmodifiable list"));
  }

  @Test
  void suggestionsComeWhileACellRuns() {
    var running = kernel.begin("a", "while (true) {}");

    assertThat(KernelFixture.await(kernel.session.complete("Math.ab", 7)).matches())
        .extracting(Suggestion::text)
        .contains("abs(");

    assertThat(kernel.interrupt(running).status()).isEqualTo(Status.ABORTED);
  }
}
