package lab.harmony.notebooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the watch tells of folders that somebody moves back from the trash by hand.
@Tag("unit")
class NotebookWatchTest {

  private static final String DELETION = "trial-20261129-101500-250";

  @TempDir Path folder;

  @Test
  void aFolderIsBackOnceItHasItsOwnName() throws IOException {
    var desk = new Desk(folder);
    var own = desk.file.getParent();
    desk.files.markDeleted(own, DELETION);
    var asInTheTrash = Files.move(own, own.resolveSibling(DELETION));

    desk.watch.look();
    assertThat(desk.announced).noneMatch(ExperimentReturned.class::isInstance);

    Files.move(asInTheTrash, own);
    desk.watch.look();
    desk.watch.look();
    assertThat(desk.announced)
        .filteredOn(ExperimentReturned.class::isInstance)
        .containsExactly(new ExperimentReturned(Desk.SLUG, DELETION));
  }
}
