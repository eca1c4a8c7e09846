package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import lab.harmony.diffusion.check.EngineSelfCheck;
import lab.harmony.diffusion.check.WrongMachine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("process")
class DoctorCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();

  private int execute(DoctorCommand command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(arguments);
  }

  @Test
  void aMachineThatIsRightIsFit() {
    assertThat(execute(new DoctorCommand(folder, EngineSelfCheck::in))).isZero();
    assertThat(out.toString())
        .contains("processor", "PyTorch", "threads", "can be written", "free disk", "models")
        .containsPattern("conv2d 3x3, 4 channels out +\\d\\.\\de-\\d+ +\\d\\.\\de-\\d+ +right")
        .contains("differentiate is right here");
    assertThat(folder.resolve("engine-check.json")).exists();
  }

  @Test
  void aMachineThatComputesWrongIsNamedAndTheExitCodeIsOne() {
    assertThat(execute(new DoctorCommand(folder, WrongMachine::everywhere))).isEqualTo(1);
    assertThat(out.toString()).contains("WRONG", "Training is refused on this machine", "conv2d");
  }

  @Test
  void aMachineThatNeedsTheWayAroundIsFitAndSaysSo() {
    assertThat(execute(new DoctorCommand(folder, WrongMachine::withoutTheWayAround), "--json"))
        .isZero();
    assertThat(out.toString())
        .contains("\"canTrain\":true", "padded to a multiple of 16", "\"passes\":false");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void whatIsWrongWithADataFolderIsNamedWithTheWayToMendIt() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(execute(new DoctorCommand(folder, EngineSelfCheck::in))).isEqualTo(1);
    assertThat(out.toString())
        .contains("differentiate is right here")
        .contains("WRONG: Others on this machine may enter " + folder)
        .contains("To mend it: chmod 700 " + folder);
  }

  @Test
  void whatLibrariesLogIsNoPartOfTheResults() throws Exception {
    Files.createDirectories(folder.resolve("workspace"));
    var answer = new LabProcess(folder).lab("doctor", "--json");
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.json().path("canTrain").asBoolean(false)).isTrue();
    assertThat(answer.out()).startsWith("{");
  }

  @Test
  void aDataFolderThatCannotBeIsNamed() throws IOException {
    var file = Files.writeString(folder.resolve("a file"), "");
    assertThat(execute(new DoctorCommand(file, EngineSelfCheck::in))).isEqualTo(1);
    assertThat(out.toString()).contains("a file cannot be written", "HARMONY_DATA");
  }

  @Test
  void aRestoreThatCannotBeTakenBackKeepsEverythingButDoctorAway() throws IOException {
    Files.createDirectories(folder.resolve("workspace"));
    var journal = Files.createDirectories(folder.resolve("data")).resolve("restore-journal.json");
    Files.writeString(journal, "{");
    var lab = new LabCall(folder);
    var answer = lab.lab("doctor");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.err()).contains("ended half way", "move " + journal + " away");
    assertThat(answer.out())
        .contains("differentiate is right here", "WRONG: A restore into")
        .contains("move " + journal + " away");
    var refused = lab.lab("reports");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("./lab doctor looks at the rest");
    Files.delete(journal);
    assertThat(lab.lab("doctor").err()).doesNotContain("half way");
  }
}
