package lab.harmony.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.harmony.notebooks.cells.CellProblem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SparseSourceTest {

  @Test
  void allAxesAndWhatIsAskedAreRead() {
    var source =
        SparseSource.read(
            """
            models: [doodle-base, doodle-anime]
            adapters: [none, "soft:0.8", "soft:0.5 + angry:1"]
            samplers: [euler a, heun]
            steps: [10, 20]
            seeds: [1, 2]
            cells: [adapters, Emotion]
            reaches: 80
            scores: human
            first: 24
            rounds: 3
            """);
    assertThat(source.models()).containsExactly("doodle-base", "doodle-anime");
    assertThat(source.adapters())
        .containsExactly(List.of(), List.of("soft:0.8"), List.of("soft:0.5", "angry:1"));
    assertThat(source.samplers()).containsExactly("euler a", "heun");
    assertThat(source.steps()).containsExactly(10, 20);
    assertThat(source.cells()).containsExactly(SparseAxis.ADAPTERS, SparseAxis.EMOTION);
    assertThat(source.threshold()).isEqualTo(0.8);
    assertThat(source.first()).contains(24);
    assertThat(source.rounds()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cells: [mood]|\"cells\" needs axes among model, adapters, sampler, steps, archetype, emotion, cfg, seed, got \"mood\"",
        "cells: [emotion, emotion]|\"cells\" lists EMOTION twice",
        "models: [a, a]|\"models\" lists a twice",
        "reaches: 100|\"reaches\" must be from 1 to 99, got 100",
        "steps: [10, 0]|the steps must be",
        "rounds: 0|\"rounds\" must be from 1 to 20, got 0",
        "model: doodle-base|unknown setting \"model\"",
      })
  void whatCannotBeMeantIsSaid(String source, String words) {
    assertThatThrownBy(() -> SparseSource.read(source))
        .isInstanceOf(CellProblem.class)
        .hasMessageContaining(words);
  }

  @Test
  void anotherRoundChangesNothingElseOfTheSource() {
    assertThat(SparseSource.withRounds("models: [a] # mine\nrounds: 1 # not more\nseeds: [1]", 2))
        .contains("models: [a] # mine\nrounds: 2 # not more\nseeds: [1]");
    assertThat(SparseSource.withRounds("models: [a]\n", 2)).contains("models: [a]\nrounds: 2");
    assertThat(SparseSource.withRounds("{models: [a], rounds: 1}", 2)).isEmpty();
    assertThat(SparseSource.withRounds("models: [a]\n", 21)).isEmpty();
  }
}
