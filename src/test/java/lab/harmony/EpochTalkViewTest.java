package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import lab.harmony.models.ModelName;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Role;
import lab.harmony.threads.Inbox;
import lab.harmony.threads.Posting;
import lab.harmony.threads.Topic;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.process.TrainingOrder;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Workspace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.FileSystemUtils;

/// What is said about the epochs of a training.
@Tag("unit")
class EpochTalkViewTest extends TalkLab {

  @Autowired DataFolder data;
  @Autowired Workspace workspace;
  @Autowired TrainingQueue queue;

  @Test
  void anEpochIsTalkedAboutFromItsRowAndFromWhatItDrew() {
    DrawnTraining.write(data, "talked-lora", 16);
    open("trainings/talked-lora");
    awaitShown("Epochs by success rate");
    click(mark("Comment on epoch 2"));
    awaitShown("Nobody has said anything about this yet.");
    send(form("Start a thread"), "The **mouths** turn. <b onclick=x>".repeat(200));
    awaitShown("The mouths turn.");
    awaitThat(() -> mark("about epoch 2, 1 open").isAttached(), this::shown);
    var ben = add("Ben of epochs", Role.RESEARCHER);
    say(new Topic.Epoch("talked-lora", 3), "@Ada, and here?", ben);
    awaitShown("Said about other parts", "Epoch 3");
    open("trainings/talked-lora?talk=3");
    awaitShown("and here?");
    assertThat(
            inbox.list(by("Ada"), Inbox.Which.UNREAD, 50).entries().stream()
                .map(entry -> entry.place().path()))
        .contains("trainings/talked-lora?talk=3");
  }

  @Test
  void whatWasDrawnInTheMiddleOfAnEpochIsTalkedAboutByItself() {
    DrawnTraining.write(data, "sampled-lora", 16);
    DrawnTraining.addSample(data, "sampled-lora");
    open("trainings/sampled-lora");
    awaitShown("Epochs by success rate", "Step 30");
    click(mark("Comment on step 30"));
    awaitShown("Nobody has said anything about this yet.");
    send(form("Start a thread"), "Too soon");
    awaitThat(() -> mark("about step 30, 1 open").isAttached(), this::shown);
    assertThat(mark("Comment on epoch 2").isAttached()).isTrue();
    var ben = add("Ben of samples", Role.RESEARCHER);
    say(new Topic.Sample("sampled-lora", 30), "@Ada, why?", ben);
    open("trainings/sampled-lora?talk=step-30");
    awaitShown("Too soon", "why?");
    assertThat(inbox.list(by("Ada"), Inbox.Which.UNREAD, 50).entries())
        .extracting(entry -> entry.place().title() + " " + entry.place().path())
        .contains("sampled-lora · Step 30 trainings/sampled-lora?talk=step-30");
    assertThat(
            threads.open(
                new Topic.Sample("sampled-lora", 31), "No", UUID.randomUUID().toString(), ben))
        .isInstanceOf(Posting.Refused.class);
  }

  @Test
  void onlyWhoMayLookAtTrainingsLooksAndWritesAndOnlyAboutWhatIsThere() {
    DrawnTraining.write(data, "roles-lora", 16);
    var topic = new Topic.Epoch("roles-lora", 1);
    for (var role : Role.values()) {
      var one = add("Epochs of " + role.word(), role);
      if (role == Role.OWNER || role == Role.RESEARCHER) {
        say(topic, "Said", one);
        assertThat(threads.on(topic, one)).isPresent();
      } else {
        assertThat(threads.on(topic, one)).isEmpty();
      }
    }
    var reviewer = add("A reviewer of epochs", Role.REVIEWER);
    assertThat(threads.open(topic, "No", UUID.randomUUID().toString(), reviewer))
        .isInstanceOf(Posting.Refused.class);
    var reader = add("A reader of epochs", Role.READER);
    assertThatThrownBy(() -> say(topic, "No", reader)).isInstanceOf(NotAllowed.class);
    assertThat(
            threads.open(
                new Topic.Epoch("roles-lora", 77), "No", UUID.randomUUID().toString(), by("Ada")))
        .isInstanceOf(Posting.Refused.class);
    for (var asked : new String[] {"x", "-1", "99999999999", "77", "step-", "step-77"}) {
      open("trainings/roles-lora?talk=" + asked);
      awaitShown("Epochs by success rate");
    }
  }

  @Test
  void theThreadOfATrainingThatIsGoneIsFoundInTheInbox() throws IOException {
    DrawnTraining.write(data, "gone-lora", 16);
    var ben = add("Ben of what is gone", Role.RESEARCHER);
    var said = say(new Topic.Epoch("gone-lora", 1), "@Ada, keep it?", ben);
    Files.move(data.trainings().resolve("gone-lora"), data.root().resolve("gone-lora"));
    open("inbox");
    awaitShown("Gone: gone-lora · Epoch 1", "keep it?");
    open("inbox/" + said.thread());
    awaitShown("keep it?");
  }

  @Test
  void aTrainingThatTakesTheNameOfOneThatIsGoneHasNoneOfItsThreads() throws Exception {
    DrawnTraining.write(data, "lora-v1", 16);
    var folder = data.trainings().resolve("lora-v1");
    var topic = new Topic.Epoch("lora-v1", 1);
    say(topic, "About the first", by("Ada"));
    var order =
        TrainingOrder.of(
            workspace.experiments().resolve("lora-v1/training.yaml"), workspace.prompts());
    queue.submit(order, by("Ada"), "");
    assertThat(on(topic)).as("it goes on with what it was").hasSize(1);
    queue.remove(new ModelName("lora-v1"), by("Ada"), "");
    FileSystemUtils.deleteRecursively(folder);
    queue.submit(order, by("Ada"), "");
    DrawnTraining.write(data, "lora-v1", 16);
    assertThat(on(topic)).isEmpty();
    assertThat(inbox.list(by("Ada"), Inbox.Which.ALL, 1000).entries())
        .anyMatch(entry -> entry.gone() && entry.place().title().startsWith("lora-v1"));
    queue.remove(new ModelName("lora-v1"), by("Ada"), "");
    FileSystemUtils.deleteRecursively(folder);
  }
}
