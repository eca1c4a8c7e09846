package lab.harmony.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class SettingsTest {
  private static final int MOST = 200_000;

  static final List<String> HOSTILE =
      List.of(
          "a: &a [x,x]\nb: &b [*a,*a]\nmodel: *b",
          "a: &a [*a]",
          "&a [*a, *a]",
          "model: " + "[".repeat(50) + "]".repeat(50),
          "[".repeat(100_000),
          "{".repeat(100_000),
          "- ".repeat(50_000),
          "? ".repeat(50_000),
          "a: ".repeat(20_000),
          "model: \u0000",
          "model: a\u0007b",
          "model: \ud83d",
          "model: \udc00x",
          "x".repeat(3_000_000),
          "model: [" + "a, ".repeat(1_200_000),
          "model: \"unclosed",
          "model: !!python/object:os.system x\n<<: {a: 1}",
          "? [a, b]\n: c",
          "\tmodel: x",
          "%YAML 9.9\n---\nmodel: x",
          "model: x\n---\nmodel: y",
          "model: *nowhere",
          "*a",
          "!!binary abc",
          "- a",
          "only words",
          "a: b: c");

  private static Settings read(String text) {
    return Settings.read(text, MOST, "model");
  }

  private static List<String> problems(String text) {
    var settings = read(text);
    settings.text("model", "doodle-base");
    return problems(settings);
  }

  private static List<String> problems(Settings settings) {
    try {
      settings.finish(List.of());
      return List.of();
    } catch (YamlProblems e) {
      return e.all().stream().map(YamlProblem::sentence).toList();
    }
  }

  @ParameterizedTest
  @FieldSource("HOSTILE")
  void nothingThatStandsThereIsMoreThanAProblemInWords(String text) {
    assertThat(problems(text)).isNotEmpty().allSatisfy(one -> assertThat(one).hasSizeLessThan(400));
  }

  @Test
  void sizeDepthAliasesAndCharactersAreNamed() {
    assertThat(problems("x".repeat(200_001)))
        .first(InstanceOfAssertFactories.STRING)
        .contains("200,001 characters; at most 200,000");
    assertThat(problems("\nmodel: " + "[".repeat(50) + "]".repeat(50)))
        .containsExactly("Line 2: lists or maps lie more than 20 deep in each other");
    assertThat(problems("model: a\nx: &a [1]\ny: *a"))
        .anySatisfy(one -> assertThat(one).contains("alias"));
    assertThat(problems("model: a\n\nb: \u0007\nc: \ud800"))
        .contains(
            "Line 3: the character U+0007 cannot stand in YAML; delete it",
            "Line 4: the character U+D800 cannot stand in YAML; delete it");
  }

  @Test
  void everyMistakeIsToldOnceWithItsLine() {
    var settings =
        read("model: [\nsteps: many\nmodle: x\nsteps: 3\nwidth: 7\nname: 'open\nseeds: [1, x]\n");
    settings.text("model", "doodle-base");
    settings.whole("steps", 20, 1, 100);
    settings.whole("width", 64, 8, 100);
    settings.wholes("seeds", List.of());
    settings.textOr("name", "");
    assertThat(problems(settings))
        .satisfiesExactly(
            one -> assertThat(one).startsWith("Line 1: this is not YAML"),
            one -> assertThat(one).startsWith("Line 2: \"steps\" needs a whole number"),
            one -> assertThat(one).startsWith("Line 3: unknown setting \"modle\""),
            one -> assertThat(one).isEqualTo("Line 4: \"steps\" stands twice; leave one"),
            one -> assertThat(one).startsWith("Line 5: \"width\" must be from 8"),
            one -> assertThat(one).startsWith("Line 6: this is not YAML"),
            one -> assertThat(one).startsWith("Line 7: \"seeds\" needs whole numbers"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "Null", "NULL", "!!null x", "# remark"})
  void nullIsTheUsualValue(String word) {
    var settings = read("vae: %s\nsteps: %s\nseeds: %s\nmirror: %s".replace("%s", word));
    assertThat(settings.textIfPresent("vae")).isEmpty();
    assertThat(settings.whole("steps", 20, 1, 100)).isEqualTo(20);
    assertThat(settings.wholes("seeds", List.of(1L))).containsExactly(1L);
    assertThat(settings.flag("mirror", true)).isTrue();
    settings.finish(List.of());
    assertThat(problems("model: " + word))
        .first(InstanceOfAssertFactories.STRING)
        .contains("is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "True,true",
    "TRUE,true",
    "yes,true",
    "Yes,true",
    "on,true",
    "ON,true",
    "y,true",
    "false,false",
    "False,false",
    "no,false",
    "NO,false",
    "Off,false",
    "off,false",
    "n,false"
  })
  void booleansAreReadAsYamlWritesThem(String word, boolean value) {
    assertThat(read("mirror: " + word).flag("mirror", !value)).isEqualTo(value);
  }

  @Test
  void wordsThatYamlTakesForBooleansStayWordsWhereAWordIsAsked() {
    assertThat(read("archetypes: [yes, no, on, 1.0]").texts("archetypes"))
        .containsExactly("yes", "no", "on", "1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "1_000,1000",
    "20.0,20",
    "0x1F,31",
    "+5,5",
    "1e3,1000",
    "042,42",
    "'7',7",
    "!!int 3,3"
  })
  void wholeNumbersAreReadAsPeopleWriteThem(String word, long value) {
    assertThat(read("seed: " + word).wholes("seed", List.of())).containsExactly(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.5", "1e999", "99999999999999999999", "1d", ".nan", "many", "[1]", "1e"})
  void whatIsNoWholeNumberIsRefused(String word) {
    var settings = read("seed: " + word);
    settings.whole("seed", 1, 0, Integer.MAX_VALUE);
    assertThat(problems(settings)).hasSize(1);
  }

  @Test
  void whatAMakerRefusesIsNotedAtItsSetting() {
    var settings = read("model: x\ncfg_scales: [99]\n");
    settings.texts("cfg_scales");
    settings.text("model", "y");
    var made =
        settings.made(
            "usual",
            () -> {
              throw new IllegalArgumentException("a CFG scale must be from 1 to 50");
            });
    assertThat(made).isEqualTo("usual");
    assertThat(problems(settings)).containsExactly("Line 2: a CFG scale must be from 1 to 50");
  }

  @Test
  void aChoiceListsTheWords() {
    var settings = read("curve: sinus\nother: Linear");
    settings.choice("curve", "a", List.of("constant", "linear"), Function.identity());
    assertThat(settings.choice("other", "a", List.of("linear"), Function.identity()))
        .isEqualTo("linear");
    assertThatExceptionOfType(YamlProblems.class)
        .isThrownBy(() -> settings.finish(List.of()))
        .withMessage("Line 1: \"curve\" must be one of constant, linear, got \"sinus\"");
  }
}
