package lab.harmony;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrainingsBrowserTest {

  @RegisterExtension static final BrowserFixture lab = new BrowserFixture();

  @Test
  void aTrainingIsShownWithItsEpochsAndChangesWhileOneLooks() throws Exception {
    var data = lab.bean(DataFolder.class);
    DrawnTraining.write(data);
    var page = lab.page();
    lab.open(page, "/trainings");
    page.getByText(DrawnTraining.NAME).first().click();
    assertThat(page.locator(".training")).containsText("Finished · step 60 of 60");
    assertThat(page.locator(".training__epochs tbody tr")).hasCount(3);
    assertThat(page.locator(".training__strip")).hasCount(3);
    assertThat(page.locator(".training__tiles img").first()).hasJSProperty("complete", true);
    var width =
        page.locator(".training__tiles img").first().evaluate("image => image.naturalWidth");
    assertThat(width).isEqualTo(128);

    Files.writeString(
        data.trainings().resolve(DrawnTraining.NAME).resolve("steps.jsonl"),
        "{\"step\":61,\"loss\":0.01,\"learningRate\":0,\"gradientNorm\":0,\"seconds\":1}\n",
        StandardOpenOption.APPEND);
    assertThat(page.locator(".training")).containsText("step 61 of 60");

    lab.open(page, "/trainings/nobody");
    assertThat(page.locator("body")).containsText("Nothing is at this address");
  }
}
