package lab.harmony.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import lab.harmony.diffusion.sampling.methods.Sampler;
import lab.harmony.recipe.AdapterUse.Weight;
import lab.harmony.recipe.Recipe.Drawing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("unit")
class RecipeTest {

  private static final Recipe USUAL =
      Recipe.usual(new FileUse("base", "a".repeat(64)), "DPM++ 2M Karras", 20, 128, 192);

  private static final Recipe EVERYTHING =
      new Recipe(
          new FileUse("base", "a".repeat(64)),
          Optional.of(new FileUse("kl", "b".repeat(64))),
          List.of(
              new AdapterUse("soft", "c".repeat(64), List.of(new Weight(0.8, 0.8))),
              new AdapterUse("ink", "d".repeat(64), List.of(new Weight(1, 1), new Weight(0.5, 0)))),
          Optional.of("velocity"),
          Optional.of("bfloat16"),
          2,
          "Euler a",
          30,
          64,
          96,
          List.of(5.0, 7.5),
          List.of(new Condition.Start("r261120-221528-mqt84/3", "e".repeat(64), 0.55)));

  @Test
  void itsFactsAreNeverWordedAnew() {
    assertThat(USUAL.facts())
        .extracting(fact -> fact.name() + ": " + fact.textWithHash())
        .containsExactly(
            "model: base  aaaaaaaaaa",
            "sampler: DPM++ 2M Karras",
            "steps: 20",
            "size: 128 × 192 px");
    assertThat(EVERYTHING.facts())
        .extracting(fact -> fact.name() + ": " + fact.textWithHash())
        .containsExactly(
            "model: base  aaaaaaaaaa",
            "VAE: kl  bbbbbbbbbb",
            "adapter: soft at 0.8  cccccccccc",
            "adapter: ink at 1, 0.5 (text 0)  dddddddddd",
            "prediction: velocity",
            "precision: bfloat16",
            "clip skip: 2",
            "start picture: r261120-221528-mqt84/3 at strength 0.55  eeeeeeeeee",
            "sampler: Euler a",
            "steps: 30",
            "size: 64 × 96 px",
            "CFG scale: 5, 7.5");
  }

  static Stream<RecordComponent> components() {
    return Arrays.stream(Recipe.class.getRecordComponents());
  }

  /// A setting that is added and forgotten in the facts would be forgotten everywhere.
  @ParameterizedTest
  @MethodSource("components")
  void everythingThatDecidesIsAFact(RecordComponent changed) throws ReflectiveOperationException {
    var all = Recipe.class.getRecordComponents();
    var values = new Object[all.length];
    for (int at = 0; at < all.length; at++) {
      values[at] =
          all[at]
              .getAccessor()
              .invoke(all[at].getName().equals(changed.getName()) ? another() : EVERYTHING);
    }
    var types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var other = Recipe.class.getConstructor(types).newInstance(values);
    assertThat(other.facts()).isNotEqualTo(EVERYTHING.facts());
  }

  /// Another value in every component.
  private static Recipe another() {
    return Recipe.usual(new FileUse("other", "f".repeat(64)), "DDIM", 10, 32, 32)
        .of(List.of(new Drawing("a face", 3)));
  }

  /// A fact that is neither could be no axis of a grid, and nobody would hear of it.
  @Test
  void everyFactIsASettingOrOfWhatDrawsOrOfThePicture() {
    var said = new TreeSet<>(Recipe.SETTINGS);
    assertThat(said).doesNotContainAnyElementsOf(Recipe.OF_DRAWER_OR_PICTURE);
    said.addAll(Recipe.OF_DRAWER_OR_PICTURE);
    assertThat(EVERYTHING.facts().stream().map(RecipeFact::name).distinct())
        .as("name it in SETTINGS or in OF_DRAWER_OR_PICTURE")
        .containsExactlyInAnyOrderElementsOf(said);
    assertThat(Condition.class.getPermittedSubclasses())
        .as("EVERYTHING has a condition of each kind")
        .hasSameSizeAs(EVERYTHING.conditions());
  }

  @Test
  void aRunHasTheScalesAndWeightsOfItsPromptsAndAPictureItsOwn() {
    var asked =
        new Recipe(
            USUAL.model(),
            Optional.empty(),
            List.of(AdapterUse.of("soft", "c"), AdapterUse.of("ink", "d")),
            Optional.empty(),
            Optional.of("float32"),
            1,
            USUAL.sampler(),
            20,
            128,
            192,
            List.of(),
            List.of());
    var drawings =
        List.of(
            new Drawing("a face <lora:soft:0.8>", 5),
            new Drawing("a face <lora:soft:0.5> <lora:ink:1>", 7),
            new Drawing("a face <lora:soft:0.8>", 7));
    var run = asked.of(drawings);
    assertThat(run.guidance()).containsExactly(5.0, 7.0);
    assertThat(run.adapters())
        .containsExactly(
            new AdapterUse("soft", "c", List.of(new Weight(0.8, 0.8), new Weight(0.5, 0.5))),
            new AdapterUse("ink", "d", List.of(new Weight(1, 1))));
    assertThat(run.drawnBy()).isEqualTo("base + soft + ink");
    assertThat(run.precision()).as("float32 is the usual").isEmpty();
    assertThat(run.of(drawings)).isEqualTo(run);
    var picture = run.of(drawings.getFirst());
    assertThat(picture.guidance()).containsExactly(5.0);
    assertThat(picture.adapters())
        .containsExactly(new AdapterUse("soft", "c", List.of(new Weight(0.8, 0.8))));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 64, 64, 1, 7, 'the steps must be from 1 to 1000, got 0'",
    "1001, 64, 64, 1, 7, 'the steps must be from 1 to 1000, got 1001'",
    "20, 24, 64, 1, 7, 'width and height must be multiples of 8 from 32 to 4096 pixels, got 24 ×"
        + " 64'",
    "20, 64, 4104, 1, 7, 'width and height must be multiples of 8 from 32 to 4096 pixels, got 64 ×"
        + " 4104'",
    "20, 64, 100, 1, 7, 'width and height must be multiples of 8 from 32 to 4096 pixels, got 64 ×"
        + " 100'",
    "20, 64, 64, 13, 7, 'clip skip must be from 1 to 12, got 13'",
    "20, 64, 64, 1, 100.5, 'a CFG scale must be from 0 to 100, got 100.5'",
    "20, 64, 64, 1, NaN, 'a CFG scale must be from 0 to 100, got NaN'",
  })
  void aNumberOutOfItsBoundsIsNamed(
      int steps, int width, int height, int clipSkip, double scale, String sentence) {
    assertThat(numbers(steps, width, height, clipSkip, scale).outOfBounds()).hasValue(sentence);
  }

  @Test
  void theUsualAndTheBoundsThemselvesAreAllowed() {
    Sampler.byName(Recipe.USUAL_SAMPLER);
    assertThat(numbers(Recipe.USUAL_STEPS, 32, 4096, 1, Recipe.USUAL_GUIDANCE).outOfBounds())
        .isEmpty();
    assertThat(numbers(1, 4096, 32, 12, 0).outOfBounds()).isEmpty();
    assertThat(numbers(1000, 64, 64, 1, 100).outOfBounds()).isEmpty();
    assertThat(Recipe.STRENGTH.allow(Recipe.USUAL_STRENGTH)).isTrue();
  }

  @Test
  void aStrengthOutOfItsBoundsIsRefused() {
    assertThatThrownBy(() -> new Condition.Start("a.png", "", 0))
        .hasMessage("the strength must be from 0.01 to 1, got 0");
  }

  private static Recipe numbers(int steps, int width, int height, int clipSkip, double scale) {
    return new Recipe(
        USUAL.model(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        clipSkip,
        "Euler",
        steps,
        width,
        height,
        List.of(scale),
        List.of());
  }

  @Test
  void itComesBackFromJsonWithoutWhatIsNotAsked() {
    var json = JsonMapper.builder().build();
    for (var recipe : List.of(USUAL, EVERYTHING)) {
      assertThat(json.readValue(json.writeValueAsString(recipe), Recipe.class)).isEqualTo(recipe);
    }
    assertThat(json.writeValueAsString(USUAL))
        .doesNotContain("vae", "adapters", "conditions", "precision");
    assertThat(json.writeValueAsString(EVERYTHING)).contains("\"kind\":\"start\"");
  }
}
