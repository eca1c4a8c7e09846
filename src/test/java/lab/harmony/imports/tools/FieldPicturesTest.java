package lab.harmony.imports.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import lab.harmony.imports.metadata.PictureFile;
import lab.harmony.imports.settings.Told;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pictures as people reported them.
@Tag("unit")
class FieldPicturesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "soft_happy_a.png | Automatic1111 v1.9.4 | portrait of a soft girl, happy, red scarf |"
            + " blurry, lowres | 11 | 24",
        "soft_happy_b.png | Automatic1111 v1.9.4 | portrait of a soft girl, happy, red scarf |"
            + " blurry, lowres | 12 | 24",
        "soft_sad_c.png | Automatic1111 v1.9.4 | portrait of a soft girl, sad, wool hat | blurry |"
            + " 13 | 24",
        "soft_happy_cn.png | ComfyUI | portrait of a soft girl, happy | lowres, blurry, extra"
            + " fingers | 41 | 20",
        "soft_happy_zero.png | ComfyUI | portrait of a soft girl, happy | '' | 51 | 20",
        "soft_happy_both.png | ComfyUI | portrait of a soft girl, happy | lowres | 81 | 20",
      })
  void eachIsReadAsItWasMade(
      String file, String tool, String prompt, String negative, long seed, int steps) {
    var picture = PictureFile.read(Path.of("src/test/resources/fixtures/imports", file));
    var settings = SettingsReaders.settings(picture.texts());
    assertThat(settings.tool()).isEqualTo(tool);
    assertThat(settings.prompt()).isEqualTo(new Told.Known(prompt));
    assertThat(settings.negativePrompt()).isEqualTo(new Told.Known(negative));
    assertThat(settings.seed()).isEqualTo(seed);
    assertThat(settings.steps()).isEqualTo(steps);
    assertThat(settings.model()).isEqualTo("testmodel");
  }
}
