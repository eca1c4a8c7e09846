package lab.harmony.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class PromptTest {

  private static final DecimalFormat WEIGHT =
      new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(Locale.ROOT));

  @ParameterizedTest
  @CsvSource(
      delimiterString = "→",
      quoteCharacter = '"',
      value = {
        "closed mouth → closed mouth@1",
        "a (wide) smile → a @1|wide@1.1| smile@1",
        "((tears)) → tears@1.21",
        "[blush] → blush@0.9091",
        "(frown:1.4), calm → frown@1.4|, calm@1",
        "(frown: -0.5 ) → frown@-0.5",
        "(soft [eyes] and (brows:2)) → soft @1.1|eyes@1| and @1.1|brows@2.2",
        "(open)(mouth) → openmouth@1.1",
        "\\(o_o\\) \\[x\\] \\\\ → (o_o) [x] \\@1",
        "(:d\\):1.2) → :d)@1.2",
        "a \\b → a b@1",
        "ratio 3:4 → ratio 3@1",
        "(tall:wide) → tall:wide@1.1",
      })
  void readsWeights(String prompt, String expected) {
    assertThat(said(prompt, 0)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "→",
      quoteCharacter = '"',
      value = {
        "(happy → happy@1.1 → The ( opened at character 1 is never closed; it is read as closing at"
            + " the end.",
        "a [sad → a @1|sad@0.9091 → The [ opened at character 3 is never closed; it is read as"
            + " closing at the end.",
        "sad) face → sad) face@1 → The ) at character 4 closes nothing; it is read as text.",
        "<lora:x>sad] → sad]@1 → The ] at character 12 closes nothing; it is read as text.",
        "a:1.3) b → a:1.3) b@1 → The weight :1.3) at character 2 stands in no round bracket; it is"
            + " read as text.",
        "(a:1.2.3) → a:1.2.3@1.1 → The weight :1.2.3) at character 3 is no number; it is read as"
            + " text.",
        "[a:b:c] → a:b:c@0.9091 → The [ at character 1 holds a : or | but is neither"
            + " [from:to:when], with a number as when, nor [a|b]; it is read as a bracket with"
            + " text.",
      })
  void readsBrokenBracketsAndTells(String prompt, String expected, String note) {
    assertThat(said(prompt, 0)).isEqualTo(expected);
    assertThat(parse(prompt).notes()).contains(note);
  }

  @Test
  void aColonWithoutANumberIsText() {
    assertThat(said("(x:abc)", 0)).isEqualTo("x:abc@1.1");
  }

  @Test
  void roundAndSquareBracketsAreMatchedApart() {
    assertThat(said("(a [b) c]", 0)).isEqualTo("a @1.1|b@1| c@0.9091");
  }

  @Test
  void anEditAtAStepIsSeenAfterThatStep() {
    assertThat(words("a [sad:happy:3] face", 10))
        .startsWith("a sad face", "a sad face", "a sad face", "a sad face", "a happy face");
    assertThat(only("a [sad:happy:3] face").changesAt(10)).containsExactly(0, 4);
  }

  @Test
  void aNumberWithADecimalPointIsAShareOfTheSteps() {
    assertThat(only("[sad:happy:0.5]").changesAt(10)).containsExactly(0, 6);
    assertThat(only("[sad:happy:.25]").changesAt(20)).containsExactly(0, 6);
    assertThat(only("[sad:happy:1.0]").changesAt(10)).containsExactly(0);
    assertThat(words("[sad:happy:0]", 2)).containsExactly("happy", "happy");
  }

  @Test
  void wordsCanComeAndGo() {
    assertThat(words("a[ red:1] b[ blue::1]", 3))
        .containsExactly("a b blue", "a b blue", "a red b");
  }

  @Test
  void alternationTakesOneMemberAStepAndAMemberMayBeEmpty() {
    assertThat(words("[a|b|c]", 6)).containsExactly("a", "a", "b", "c", "a", "b");
    assertThat(words("[fe|]male", 4)).containsExactly("female", "female", "male", "female");
  }

  @Test
  void editsNestAndKeepTheWeightsInThem() {
    assertThat(words("[a:[b|(c:1.5)]:1]", 5)).containsExactly("a", "a", "c", "b", "c");
    assertThat(said("[a:[b|(c:1.5)]:1]", 2)).isEqualTo("c@1.5");
    assertThat(words("[a:[b:c:3]:1]", 5)).containsExactly("a", "a", "b", "b", "c");
  }

  @Test
  void aStrayBarLeavesThePromptWithoutEditing() {
    var prompt = parse("x | [a:b:3]");
    assertThat(prompt.subPrompts().getFirst().changesAt(10)).containsExactly(0);
    assertThat(said("x | [a:b:3]", 9)).isEqualTo("x | @1|a:b:3@0.9091");
    assertThat(prompt.notes()).singleElement().asString().startsWith("The | at character 3 ");
  }

  @Test
  void anEditStaysOneBesideABrokenBracket() {
    assertThat(words("(x [a:b:1] ]", 3)).containsExactly("x a ]", "x a ]", "x b ]");
  }

  @Test
  void breakStandsBetweenWhatItParts() {
    assertThat(said("a, BREAK\n b BREAKFAST", 0)).isEqualTo("a,@1|BREAK|b BREAKFAST@1");
    var inBrackets = "(a BREAK b:1.3)";
    assertThat(said(inBrackets, 0)).isEqualTo("a@1.3|BREAK|b@1.3");
    assertThat(parse(inBrackets).notes()).singleElement().asString().contains("BREAK");
  }

  @Test
  void takesAdaptersOutWithTheirWeights() {
    var prompt = parse("a <lora:brows:0.8>b<lora:plain> <lyco:two:0.5:0.75><lora:n:unet=0.2:te=1>");
    assertThat(said("a <lora:brows:0.8>b<lora:plain>", 0)).isEqualTo("a b@1");
    assertThat(prompt.adapters())
        .containsExactly(
            new AdapterTag("brows", 0.8, 0.8),
            new AdapterTag("plain", 1, 1),
            new AdapterTag("two", 0.75, 0.5),
            new AdapterTag("n", 0.2, 1));
    assertThat(prompt.notes()).isEmpty();
  }

  @Test
  void tellsOfTagsThatDoNothing() {
    var prompt = parse("a <hypernet:h:1> <lora:x:strong> <lora:y:1:1:8> <3 <b>");
    assertThat(said("a <hypernet:h:1>", 0)).isEqualTo("a@1");
    assertThat(prompt.adapters()).isEmpty();
    assertThat(prompt.notes())
        .satisfiesExactly(
            note -> assertThat(note).contains("<hypernet:h:1> at character 3").contains("kind"),
            note -> assertThat(note).contains("expected a number").contains("\"strong\""),
            note -> assertThat(note).contains("<lora:y:1:1:8>").contains("rank"));
  }

  @Test
  void andJoinsPromptsOfTheirOwnWeights() {
    var prompts = parse("a cat :1.2 AND a (dog:1.1) AND SAND:-0.5").subPrompts();
    assertThat(prompts).extracting(SubPrompt::weight).containsExactly(1.2, 1.0, -0.5);
    assertThat(prompts)
        .extracting(prompt -> said(prompt, 0))
        .containsExactly("a cat@1", " a @1|dog@1.1", " SAND@1");
  }

  @Test
  void inANegativePromptAndAndTagsAreText() {
    var prompt = Prompt.parseNegative("bad AND worse <lora:x:1>", PromptSyntax.WEIGHTED);
    assertThat(prompt.subPrompts()).hasSize(1);
    assertThat(prompt.adapters()).isEmpty();
    assertThat(said(prompt.subPrompts().getFirst(), 0)).isEqualTo("bad AND worse <lora:x:1>@1");
  }

  @Test
  void aPlainPromptIsTakenAsItStands() {
    var text = "stoic boy  (portrait:1.2) [a|b] <lora:x:1> BREAK AND ";
    for (var prompt :
        List.of(
            Prompt.parse(text, PromptSyntax.PLAIN),
            Prompt.parseNegative(text, PromptSyntax.PLAIN))) {
      assertThat(prompt.subPrompts().getFirst().at(3, 10)).containsExactly(new Part.Text(text, 1));
      assertThat(prompt.subPrompts().getFirst().changesAt(10)).containsExactly(0);
      assertThat(prompt.adapters()).isEmpty();
      assertThat(prompt.notes()).isEmpty();
    }
  }

  @Test
  void anEmptyPromptSaysNothing() {
    assertThat(only("").at(0, 1)).containsExactly(new Part.Text("", 1));
  }

  @Test
  void weightsMultiplyFromTheInside() {
    var text = (Part.Text) only("(((eyes:1.3)))").at(0, 1).getFirst();
    assertThat(text.weight()).isEqualTo(1.3 * 1.1 * 1.1, within(1e-15));
  }

  @Test
  void thereIsNoStepBeforeTheFirstOrAfterTheLast() {
    assertThatThrownBy(() -> only("a").at(10, 10)).hasMessageContaining("0 to 9, got 10");
    assertThatThrownBy(() -> only("a").at(-1, 10)).hasMessageContaining("got -1");
  }

  private static Prompt parse(String prompt) {
    return Prompt.parse(prompt, PromptSyntax.WEIGHTED);
  }

  private static SubPrompt only(String prompt) {
    assertThat(parse(prompt).subPrompts()).hasSize(1);
    return parse(prompt).subPrompts().getFirst();
  }

  private static String said(String prompt, int step) {
    return said(only(prompt), step);
  }

  private static String said(SubPrompt prompt, int step) {
    return prompt.at(step, 10).stream()
        .map(part ->
            switch (part) {
              case Part.Break _ -> "BREAK";
              case Part.Text(var text, var weight) -> text + "@" + WEIGHT.format(weight);
            })
        .collect(Collectors.joining("|"));
  }

  /// What is said at each step, without weights.
  private static List<String> words(String prompt, int steps) {
    return IntStream.range(0, steps)
        .mapToObj(step -> Samples.words(only(prompt).at(step, steps)))
        .toList();
  }
}
