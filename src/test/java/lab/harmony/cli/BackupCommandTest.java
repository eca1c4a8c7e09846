package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class BackupCommandTest {

  @TempDir Path folder;

  @Test
  void aDamagedDatabaseIsAnsweredWithOneSentenceAndTheCommandInItGoesBack() throws Exception {
    Files.createDirectories(folder.resolve("workspace/experiments"));
    var lab = new LabCall(folder);
    assertThat(lab.lab("run", "nothing").code()).isEqualTo(2);
    var made = lab.lab("backup", "--json");
    assertThat(made.code()).as(made.err()).isZero();
    var archive = made.json().path("file").asString();
    assertThat(Path.of(archive)).exists();

    var database = folder.resolve("data/database/harmony-lab.mv.db");
    Files.write(database, new byte[30_000]);
    var failed = new LabProcess(folder).lab("run", "nothing");
    assertThat(failed.code()).isOne();
    assertThat(failed.err().strip().lines())
        .singleElement()
        .asString()
        .contains("is damaged")
        .contains("./lab restore " + archive);

    var back = lab.lab("restore", archive);
    assertThat(back.code()).as(back.err()).isZero();
    assertThat(back.err()).contains("is kept in");
    assertThat(lab.lab("run", "nothing").err()).doesNotContain("damaged");

    var trail = lab.lab("audit", "list");
    assertThat(trail.out()).contains("lab-restored", archive);
    var whole = lab.lab("audit", "verify");
    assertThat(whole.code()).as(whole.err()).isZero();
    var doctor = lab.lab("doctor");
    assertThat(doctor.out() + doctor.err())
        .as("the database is of this version")
        .doesNotContain("later version");
  }

  @Test
  void aFileInPlaceOfTheDataFolderIsAnsweredWithOneSentence() throws Exception {
    Files.createDirectories(folder.resolve("workspace/experiments"));
    Files.writeString(folder.resolve("data"), "a file");
    var failed = new LabProcess(folder).lab("run", "nothing");
    assertThat(failed.code()).isOne();
    assertThat(failed.err().strip().lines())
        .singleElement()
        .asString()
        .contains("a file stands where a folder is needed");
  }
}
