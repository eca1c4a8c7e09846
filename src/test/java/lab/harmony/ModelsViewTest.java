package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import lab.harmony.models.ModelCatalogue;
import lab.harmony.models.ModelName;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.FileSystemUtils;

@Tag("unit")
class ModelsViewTest extends FullLab {

  @Autowired DataFolder data;
  @Autowired ModelCatalogue catalogue;

  @Test
  void theListShowsWhatEachModelIsAndNamesWhatIsNone() {
    open("models");
    awaitShown("doodle-base", "4.9 MB", "broken.safetensors");
  }

  @Test
  void theListIsNarrowedAndSaysWhenNothingFits() {
    open("models?kind=judge");
    awaitShown("doodle-parts", "1 of ");
    assertThat(shown()).doesNotContain("LoRA adapter in kohya naming");
    open("models?q=nobody-has-this");
    awaitShown("No model fits", "Show all models");
  }

  @Test
  void aModelShowsItsFacts() {
    open("models/doodle-base");
    awaitShown("doodle-base", "2aa9b49eaf", "Stable Diffusion 1.x");
  }

  /// Read at length, in the background: nobody has to ask for the page again.
  @Test
  void aLargeModelStandsInTheListWhenItIsRead() throws IOException {
    var large = data.models().resolve("large-base");
    try {
      var base = catalogue.find(new ModelName("doodle-base")).orElseThrow();
      FileSystemUtils.copyRecursively(base.folder(), large);
      try (var file = new RandomAccessFile(large.resolve("vae/zeros.safetensors").toFile(), "rw")) {
        // More than is read while somebody waits; of nothing: it takes no room.
        file.setLength((64L << 20) + 1);
      }
      open("models");
      awaitShown("large-base");
    } finally {
      FileSystemUtils.deleteRecursively(large);
    }
  }

  @Test
  void aModelThatIsNotThereIsAnAddressWithNothing() {
    open("models/nobody");
    awaitShown("Nothing is at this address");
  }
}
