package lab.harmony.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import lab.harmony.diffusion.ModelSource;
import lab.harmony.engine.EngineRequest.ModelFolder;
import lab.harmony.engine.EngineRequest.ModelOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ModelShelfTest {

  private static final ModelFolder ANIME = bundled("doodle-anime");
  private static final ModelFolder BASE = bundled("doodle-base");

  @Test
  void modelsStayOpenWhileThereIsRoom() {
    try (var shelf = new ModelShelf(Long.MAX_VALUE)) {
      var anime = shelf.get(ANIME, ModelOptions.USUAL);
      var base = shelf.get(BASE, ModelOptions.USUAL);
      assertThat(base).isNotSameAs(anime);
      assertThat(shelf.get(ANIME, ModelOptions.USUAL)).isSameAs(anime);
      assertThat(shelf.get(BASE, ModelOptions.USUAL)).isSameAs(base);
      var narrow = new ModelOptions(Optional.empty(), Optional.empty(), Optional.of("bfloat16"));
      assertThat(shelf.get(ANIME, narrow)).isNotSameAs(anime);
    }
  }

  @Test
  void theOneNotUsedForLongestIsClosedFirst() {
    var bytes = ModelSource.of(ANIME.folder()).bytesOnDisk();
    try (var shelf = new ModelShelf(5 * bytes)) { // of which two take four
      var anime = shelf.get(ANIME, ModelOptions.USUAL);
      var base = shelf.get(BASE, ModelOptions.USUAL);
      shelf.get(ANIME, ModelOptions.USUAL);
      shelf.get(new ModelFolder(BASE.folder(), "again", "other"), ModelOptions.USUAL);
      assertThat(shelf.get(ANIME, ModelOptions.USUAL)).isSameAs(anime);
      assertThat(shelf.get(BASE, ModelOptions.USUAL)).isNotSameAs(base);
    }
  }

  @Test
  void oneMayAlwaysBeOpenAndAFailureLeavesTheOthers() {
    try (var shelf = new ModelShelf(0)) {
      var anime = shelf.get(ANIME, ModelOptions.USUAL);
      assertThat(shelf.get(ANIME, ModelOptions.USUAL)).isSameAs(anime);
      var wrong = new ModelOptions(Optional.empty(), Optional.of("noise"), Optional.empty());
      assertThatThrownBy(() -> shelf.get(ANIME, wrong)).hasMessageContaining("epsilon or velocity");
      assertThat(shelf.get(ANIME, ModelOptions.USUAL)).isSameAs(anime);
    }
  }

  private static ModelFolder bundled(String name) {
    return new ModelFolder(
        Path.of("src/main/resources/lab/harmony/models").resolve(name), name, name);
  }
}
