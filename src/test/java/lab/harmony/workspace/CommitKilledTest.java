package lab.harmony.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class CommitKilledTest {

  private static final int WRITERS = 4;
  private static final int ANSWERS = 60;

  @TempDir Path folder;

  @RepeatedTest(6)
  void everyCommitThatWasAnsweredIsThereAfterTheProcessIsKilled() throws Exception {
    var url = LabDatabase.of(new DataFolder(folder.resolve("data"))).url();
    var process = CommitProgram.start(folder.resolve("err.txt"), url, WRITERS);
    var answered = CommitProgram.answersUntilKilled(process, ANSWERS);
    assertThat(CommitProgram.kept(url)).containsAll(answered);
  }
}
