package lab.harmony.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.kernel.cell.Shown;
import lab.harmony.kernel.protocol.KernelEvent;
import lab.harmony.kernel.protocol.KernelEvent.CodeMark;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.Rendering;
import lab.harmony.notebooks.results.Renderings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class JavaOutputsTest {

  private final List<List<Output>> seen = new ArrayList<>();
  private final JavaOutputs outputs =
      new JavaOutputs("here", "var a = 1;\nint b = a +;", seen::add);

  private static KernelEvent.DisplayData display(String text) {
    return new KernelEvent.DisplayData("", Optional.empty(), Map.of("text/plain", text));
  }

  private static String text(Output output) {
    return ((Output.Display) output).text("text/plain").orElseThrow();
  }

  @Test
  void textThatGoesOnIsOneOutputAndIsSeenAsItComes() {
    outputs.take(new KernelEvent.Stream("", "stdout", "one "));
    outputs.take(new KernelEvent.Stream("", "stdout", "two"));
    outputs.take(new KernelEvent.Stream("", "stderr", "oh"));
    outputs.take(display("shown"));
    outputs.take(new KernelEvent.Stream("", "stdout", "three"));

    assertThat(seen).hasSize(5);
    assertThat(seen.getFirst()).containsExactly(new Output.Stream("stdout", "one "));
    assertThat(outputs.all())
        .hasSize(4)
        .startsWith(new Output.Stream("stdout", "one two"), new Output.Stream("stderr", "oh"))
        .endsWith(new Output.Stream("stdout", "three"));
  }

  @Test
  void whatIsUpdatedStandsWhereItStoodAndWhatNobodyNamedIsPassedOver() {
    outputs.take(new KernelEvent.DisplayData("", Optional.of("bar"), Map.of("text/plain", "0 %")));
    outputs.take(display("after"));
    outputs.take(new KernelEvent.UpdateDisplayData("", "bar", Map.of("text/plain", "50 %")));
    outputs.take(new KernelEvent.UpdateDisplayData("", "other", Map.of("text/plain", "lost")));

    assertThat(outputs.all().stream().map(JavaOutputsTest::text)).containsExactly("50 %", "after");
  }

  @Test
  void theLastExpressionIsAResultAndWhatIsShownOnTheWayIsNot() {
    outputs.take(display("shown"));
    outputs.take(new KernelEvent.ExecuteResult("", Map.of("text/plain", "2")));

    assertThat(outputs.all().stream().map(it -> it.toJson().path("output_type").asString("")))
        .containsExactly("display_data", "execute_result");
  }

  @Test
  void codeCannotShowWhatOnlyTheLabSays() {
    outputs.take(
        new KernelEvent.ExecuteResult(
            "",
            Map.of(
                "application/vnd.harmony.scores+json",
                "{\"format\":1,\"source\":\"human\",\"summary\":[\"all is well\"]}")));

    assertThat(outputs.all())
        .singleElement()
        .isInstanceOfSatisfying(
            Output.Display.class, shown -> assertThat(shown.data()).containsOnlyKeys("text/plain"));
    assertThat(Renderings.of(outputs.all().getFirst()))
        .isEqualTo(
            new Rendering.Printed(
                "The cell showed something in a form that notebooks do not have: application/vnd.harmony.scores+json"));
  }

  @Test
  void aPictureHasToBeOne() {
    outputs.take(
        new KernelEvent.ExecuteResult(
            "", Shown.picture(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB)).data()));
    outputs.take(new KernelEvent.ExecuteResult("", Map.of("image/png", "bm90aGluZw==")));
    outputs.take(new KernelEvent.ExecuteResult("", Map.of("image/png", "<script>")));

    var all = outputs.all();
    assertThat(Renderings.of(all.getFirst()))
        .isInstanceOfSatisfying(
            Rendering.Picture.class,
            picture -> assertThat(picture.words()).isEqualTo("picture, 3 × 2"));
    assertThat(text(all.get(1))).startsWith("The picture that the cell showed ");
    assertThat(text(all.get(2)))
        .isEqualTo("The picture that the cell showed is not written in Base64");
  }

  @Test
  void aFigureIsOneOfVegaLiteWithoutWhatTheLabKeepsInItsOwn() {
    outputs.take(
        new KernelEvent.ExecuteResult(
            "",
            Shown.figure(
                    "{\"description\":\"bars\",\"mark\":\"bar\",\"usermeta\":{\"harmony\":{\"format\":1}}}")
                .data()));
    outputs.take(new KernelEvent.ExecuteResult("", Shown.figure("{ no figure").data()));

    assertThat(Renderings.of(outputs.all().getFirst()))
        .isInstanceOfSatisfying(
            Rendering.Figure.class,
            figure -> {
              assertThat(figure.words()).isEqualTo("bars");
              assertThat(figure.specification().has("usermeta")).isFalse();
            });
    assertThat(text(outputs.all().get(1)))
        .startsWith("The figure that the cell showed is not JSON");
  }

  @Test
  void whatIsTooLargeOrTooManyIsLeftOutAndCounted() {
    outputs.take(display("x".repeat((5 << 20) + 1)));
    assertThat(text(outputs.all().getFirst()))
        .isEqualTo(
            "The cell showed text/plain of 5,242,881 characters; a result may have 5,242,880.");

    for (var i = 0; i < 600; i++) {
      outputs.take(display("small"));
    }

    assertThat(outputs.all()).hasSize(501);
    assertThat(outputs.all().getLast())
        .isInstanceOfSatisfying(
            Output.Stream.class,
            said -> assertThat(said.text()).startsWith("… 101 further outputs were left out"));
  }

  @Test
  void codeThatDoesNotCompileShowsItsLineWithWhatIsMeantMarked() {
    outputs.take(
        new KernelEvent.Error(
            "",
            "CompileError",
            "illegal start of expression",
            List.of(),
            List.of(new CodeMark("here", 2, 12, 2, 13, "illegal start of expression"))));

    assertThat(outputs.all())
        .containsExactly(
            new Output.Failure(
                "CompileError",
                "line 2, column 12: illegal start of expression",
                List.of(
                    "line 2, column 12: illegal start of expression",
                    "    int b = a +;",
                    "               ^")));
  }

  @Test
  void whatWasThrownSaysTheLineOfThisCell() {
    outputs.take(
        new KernelEvent.Error(
            "",
            "java.lang.ArithmeticException",
            "/ by zero",
            List.of("java.lang.ArithmeticException: / by zero", "  at cell here, line 2"),
            List.of(new CodeMark("other", 9, 1, 9, 2, ""), new CodeMark("here", 2, 1, 2, 5, ""))));

    assertThat(((Output.Failure) outputs.all().getFirst()).message())
        .isEqualTo("/ by zero (line 2)");
  }

  @Test
  void marksThatLieNowhereAreNoMistakeOfTheLab() {
    outputs.take(
        new KernelEvent.Error(
            "",
            "CompileError",
            "",
            List.of(),
            List.of(
                new CodeMark("here", -4, Integer.MIN_VALUE, 0, 0, "low"),
                new CodeMark("here", 900, Integer.MAX_VALUE, 900, Integer.MAX_VALUE, "high"))));

    assertThat(((Output.Failure) outputs.all().getFirst()).traceback()).hasSize(6);
  }
}
