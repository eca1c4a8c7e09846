package lab.harmony.reports.frozen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import lab.harmony.notebooks.results.StoredPairs;
import lab.harmony.runs.ImageId;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PairTableTest {

  private static StoredPairs pairs(String arm, int number) {
    return new StoredPairs(
        arm,
        "old",
        "people",
        false,
        IntStream.range(0, number)
            .mapToObj(at -> new StoredPairs.Pair("soft", at, face("a", at), face("b", at)))
            .toList());
  }

  private static StoredPairs.Face face(String run, int at) {
    return new StoredPairs.Face(ImageId.parse("r261120-204501-k3f9%s/%d".formatted(run, at)), 3);
  }

  private static Element page(int... numbers) {
    var body = Document.createShell("").body();
    for (int number : numbers) {
      PairTable.add(body, pairs("arm-" + number, number));
    }
    return body;
  }

  @Test
  void aReportListsNoMorePairsThanAnybodyReadsHoweverManyArmsItHas() {
    var page = page(1_500, 1_000, 300);
    assertThat(page.select("details.pairs")).hasSize(3);
    assertThat(page.select("tbody tr")).hasSize(2_000);
    assertThat(page.select("caption").eachText())
        .satisfiesExactly(
            all -> assertThat(all).endsWith("Those that differ most come first."),
            some ->
                assertThat(some).endsWith("of all, 500 are listed, and report.json has every one."),
            none ->
                assertThat(none).endsWith("of all, 0 are listed, and report.json has every one."));
  }

  @Test
  void onPaperShortTablesAreUnfoldedAndLongOnesAreNot() {
    var page = page(200, 201);
    page.appendElement("details").appendElement("summary").text("More");
    PairTable.print(page);
    assertThat(page.select("details").stream().map(details -> details.hasAttr("open")))
        .containsExactly(true, false, true);
  }
}
