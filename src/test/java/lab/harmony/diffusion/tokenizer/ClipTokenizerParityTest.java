package lab.harmony.diffusion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import lab.harmony.diffusion.Goldens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("unit")
class ClipTokenizerParityTest {

  static List<Goldens> sets() {
    return Goldens.all();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theIdsOfEveryPromptEqualTheReferences(Goldens goldens) {
    var tokenizer = ClipTokenizer.load(goldens.checkpoint().resolve("tokenizer"));
    var ids = goldens.tensors().longs("tokenizer.ids");
    var row = 0;
    for (var prompt : goldens.prompts()) {
      var expected = Arrays.copyOfRange(ids, row * 77, ++row * 77);
      assertThat(Arrays.stream(tokenizer.encode(prompt)).asLongStream().toArray())
          .as(prompt)
          .containsExactly(expected);
    }
    assertThat(row * 77).isEqualTo(ids.length);
  }
}
