package lab.harmony.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lab.harmony.tables.LeftOut;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class LabelFileTest {

  @TempDir Path folder;

  private LabelFile read(String text) throws IOException {
    return LabelFile.read(Files.writeString(folder.resolve("labels.csv"), text));
  }

  @Test
  void labelsOfASpreadsheetAreRead() throws IOException {
    var wanted =
        Map.of(
            "a.png", new FaceLabels.Label("soft", "happy"),
            "b.png", new FaceLabels.Label("stoic", "sad"));
    for (var text :
        new String[] {
          "filename,archetype,emotion\na.png,soft,happy\nb.png,stoic,sad\n",
          "\uFEFFFilename;Archetype;Emotion\r\na.png;soft;happy\r\nb.png;stoic;sad\r\n;;\r\n",
          "sep=\t\nfilename\temotion\tarchetype\na.png\thappy\tsoft\nb.png\tsad\tstoic\n"
        }) {
      assertThat(read(text).labels()).isEqualTo(wanted);
      assertThat(read(text).leftOut()).isEmpty();
    }
  }

  @Test
  void aRowThatCannotBeUsedIsNamedAndTheOthersStand() throws IOException {
    var file =
        read(
            "filename,archetype,emotion\n"
                + "a.png,soft,\n"
                + "b.png,stoic,sad\n"
                + "b.png,soft,sad\n"
                + "c.png,soft\n");
    assertThat(file.labels()).containsOnlyKeys("b.png");
    assertThat(file.leftOut())
        .extracting(LeftOut::toString)
        .containsExactly(
            "line 2: the emotion is empty",
            "line 4: \"b.png\" stands above as stoic × sad",
            "line 5: it has 2 fields, the header has 3 columns");
  }

  @Test
  void aFileOfSomethingElseIsRefused() {
    assertThatThrownBy(() -> read("name,emotion\na,sad\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"filename\" is missing");
  }
}
