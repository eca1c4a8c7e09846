package lab.harmony.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import lab.harmony.runs.ImageId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@Tag("unit")
class FaceRangesTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void neighboursAreKeptAsRangesAndComeBack() {
    var row = JSON.createObjectNode();
    var faces =
        Stream.of("r2/7", "r1/0", "r1/1", "r1/2", "r1/9", "r1/10", "r2/5")
            .map(ImageId::parse)
            .toList();
    FaceRanges.write(row.putArray(FaceRanges.NAME), faces);
    assertThat(row.toString()).isEqualTo("{\"faces\":[\"r1/0-2\",\"r1/9-10\",\"r2/5\",\"r2/7\"]}");
    assertThat(FaceRanges.read(row)).containsExactlyElementsOf(faces.stream().sorted().toList());
  }

  @Test
  void whatAStrangerWroteThereNamesNoFaceAndTakesNoTime() {
    var row = JSON.createObjectNode();
    var faces = row.putArray(FaceRanges.NAME);
    List.of("r1/0-999999999", "../x/1", "r1", "r1/5-2", "", "r1/-1").forEach(faces::add);
    faces.add(7).addObject();
    assertThat(FaceRanges.read(row)).hasSize(10_000);
    assertThat(FaceRanges.read(JSON.createObjectNode().put(FaceRanges.NAME, "r1/0"))).isEmpty();
  }
}
