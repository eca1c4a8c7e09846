package lab.harmony.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.harmony.training.records.TrainingLife;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class StateWordTest {
  private static final Path SOURCES = Path.of("src/main/java/lab/harmony");

  /// Its word is a name in stored outputs, which stays what it is.
  private static final Path STORED = Path.of("CellExecution.java");

  @Test
  void aWordStandsAloneOrWithinASentence() {
    assertThat(StateWord.QUEUED.alone()).isEqualTo("Queued");
    assertThat(StateWord.QUEUED.within()).isEqualTo("queued");
  }

  @Test
  void everyStateOfATrainingHasItsWord() {
    assertThat(TrainingLife.State.values())
        .allSatisfy(state -> assertThat(state.word().name()).isEqualTo(state.name()));
  }

  @Test
  void noScreenAndNoVerbWritesAWordOfItsOwnForAState() throws IOException {
    var words =
        Arrays.stream(StateWord.values()).map(StateWord::alone).collect(Collectors.joining("|"));
    var own = Pattern.compile("\"(%s)\"".formatted(words));
    try (var files = Files.walk(SOURCES)) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".java"))
                  .filter(file -> !file.endsWith(STORED)))
          .allSatisfy(file ->
              assertThat(own.matcher(Files.readString(file)).results())
                  .as(file.toString())
                  .isEmpty());
    }
  }
}
