package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("unit")
class TrainingsViewTest extends FullLab {

  @Autowired DataFolder data;

  @Test
  void theListShowsTrainingsAndWhatEachSpecStillNeeds() {
    open("trainings");
    awaitShown("drawn-lora", "Finished · step 60 of 60", "lora-v1", "has no pictures yet");
    assertThat(button("Draw the dataset (417 faces) for lora-v1").isEnabled()).isTrue();
  }

  @Test
  void allThatIsWrongWithASpecStandsInItsRow() {
    open("trainings");
    awaitShown("wrong-spec", "\"dataset\" is missing", "Line 3: \"rank\"");
  }

  @Test
  void aTrainingShowsItsEpochsAndKeepsHowAPersonSaysItCameOut() {
    DrawnTraining.write(data, "judged-lora", 16);
    open("trainings/judged-lora");
    awaitShown("Finished · step 60 of 60", "Rules propose");
    press("Confirm");
    awaitShown("Ada said");
    assertThat(Files.exists(data.trainings().resolve("judged-lora/outcome.json"))).isTrue();
  }

  @Test
  void aTrainingThatIsNotThereIsAnAddressWithNothing() {
    open("trainings/nobody");
    awaitShown("Nothing is at this address");
  }
}
