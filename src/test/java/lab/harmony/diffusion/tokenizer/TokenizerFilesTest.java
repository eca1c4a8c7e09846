package lab.harmony.diffusion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class TokenizerFilesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "60, 60",
    "1000000000000000019884624838656, 77",
    "1e999, 77",
    "-1e999, 77",
    "NaN, 77",
    "many zeros, 77",
    "null, 77"
  })
  void aLengthThatIsNoneStandsForTheUsualOne(String written, int length) throws IOException {
    Files.writeString(
        folder.resolve("vocab.json"), "{\"<|startoftext|>\": 0, \"<|endoftext|>\": 1}");
    Files.writeString(folder.resolve("merges.txt"), "");
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"model_max_length\": %s}"
            .formatted(written.replace("many zeros", "1" + "0".repeat(400))));
    assertThat(TokenizerFiles.read(folder).maxLength()).isEqualTo(length);
  }
}
