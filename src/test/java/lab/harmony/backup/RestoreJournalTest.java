package lab.harmony.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.harmony.backup.access.CarriedOver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class RestoreJournalTest {

  @TempDir Path root;

  @Test
  void aRestoreThatALabOfBeforeLeftHalfWayIsReadThoughItCountedLess() throws IOException {
    var journal = new RestoreJournal(root);
    var carried = new CarriedOver(true, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3);
    journal.write(
        new RestorePlan(
            RestorePlan.FORMAT,
            "backup.zip",
            false,
            "unpacked",
            "aside",
            carried,
            List.of(),
            List.of(),
            Optional.empty()));
    assertThat(journal.read().readable().orElseThrow().carried()).isEqualTo(carried);
    var file = root.resolve("restore-journal.json");
    var text = Files.readString(file);
    assertThat(text).contains(",\"open\":3");
    Files.writeString(file, text.replace(",\"open\":3", ""));
    assertThat(journal.read().readable().orElseThrow().carried())
        .isEqualTo(new CarriedOver(true, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0));
  }
}
