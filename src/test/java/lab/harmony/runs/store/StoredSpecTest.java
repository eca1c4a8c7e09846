package lab.harmony.runs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.Condition;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Specs of every format there was are read, and keep the digest of their letters.
@Tag("unit")
class StoredSpecTest {

  /// Word by word as the lab wrote it before there was a recipe.
  private static final String FORMER =
      """
      {"experiment":"trial","cellId":"generate","model":"base","modelSha256":"aa","judge":"doodle-parts",\
      "judgeSha256":"bb","sampler":"Euler a","steps":30,"width":64,"height":96,"prompts":[{"archetype":"soft",\
      "emotion":"sad","cfgScale":7.5,"seed":42,"prompt":"a \\"soft\\" face <lora:ink:0.8>","negativePrompt":"é"}],\
      "codeVersion":"0.1.0","adapters":[{"name":"ink","sha256":"cc"}],"options":{"clipSkip":2,\
      "vae":{"name":"kl","sha256":"dd"},"prediction":"velocity","precision":"bfloat16",\
      "start":{"image":"r261120-221528-mqt84/3","sha256":"ee","strength":0.55}}}\
      """;

  private static final GenerateSpec SAME =
      new GenerateSpec(
          "trial",
          "generate",
          new Recipe(
              new FileUse("base", "aa"),
              Optional.of(new FileUse("kl", "dd")),
              List.of(AdapterUse.of("ink", "cc")),
              Optional.of("velocity"),
              Optional.of("bfloat16"),
              2,
              "Euler a",
              30,
              64,
              96,
              List.of(),
              List.of(new Condition.Start("r261120-221528-mqt84/3", "ee", 0.55))),
          "doodle-parts",
          "bb",
          List.of(new MatrixPrompt("soft", "sad", 7.5, 42, "a \"soft\" face <lora:ink:0.8>", "é")),
          "0.1.0");

  @Test
  void aSpecWithoutARecipeIsRead() {
    assertThat(new StoredSpec(FORMER).read()).isEqualTo(SAME);
    assertThat(new StoredSpec(FORMER).sha256()).isEqualTo(Sha256.of(FORMER).hex());
  }

  @Test
  void oneOfTheUsualIsReadTooWithoutWhatItDoesNotMention() {
    var usual = FORMER.substring(0, FORMER.indexOf(",\"adapters\"")) + "}";
    var recipe = new StoredSpec(usual).read().recipe();
    assertThat(recipe.facts())
        .extracting(fact -> fact.name())
        .containsExactly("model", "sampler", "steps", "size", "CFG scale");
  }

  @Test
  void aSpecOfThisLabComesBackAsItWas() {
    var stored = StoredSpec.of(SAME);
    assertThat(stored.text()).startsWith("{\"format\":2,");
    assertThat(stored.read()).isEqualTo(SAME);
  }

  @Test
  void itIsCutOutOfItsFileLetterByLetter() {
    var file =
        """
        {"format": 2, "nested": {"spec": 1}, "spec": {"a" : "x \\"} y\\\\", "b":[1.50, 1e3]} , "z": 0}\
        """;
    assertThat(StoredSpec.in(file).text()).isEqualTo("{\"a\":\"x \\\"} y\\\\\",\"b\":[1.50,1e3]}");
  }

  @Test
  void aLaterFormatAndWhatIsMissingAreNamed() {
    assertThatThrownBy(() -> new StoredSpec("{\"format\":3}").read())
        .hasMessage("its spec is of format 3, and this lab knows 1 to 2");
    assertThatThrownBy(() -> new StoredSpec(FORMER.replace("\"sampler\":\"Euler a\",", "")).read())
        .hasMessage("\"sampler\" is missing");
    assertThatThrownBy(() -> StoredSpec.in("{\"spec\":null}")).hasMessage("\"spec\" is missing");
  }
}
