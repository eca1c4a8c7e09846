package lab.harmony.design.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.harmony.design.pictures.PictureGrid.Axis;
import lab.harmony.design.pictures.PictureGrid.Picture;
import lab.harmony.design.pictures.PictureGrid.PictureSource;
import lab.harmony.design.pictures.PictureGrid.Place;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SentGridTest {

  private static final int COLUMNS = 48;

  @Test
  void ofThousandsThatAreShownOnlyTheWordsOfWhatCameAreSent() {
    var before = SentGrid.of(grid(names(28_800)));
    var names = names(28_800);
    names.add(17, "new");
    names.add(20_000, "newer");

    var json = SentGrid.of(grid(names)).json(2, before, 1).orElseThrow();

    assertThat(json.path("since").intValue()).isEqualTo(1);
    assertThat(json.path("version").intValue()).isEqualTo(2);
    assertThat(json.path("kept").toString()).isEqualTo("[0,16,-1,0,17,19981,-1,0,19999,8800]");
    assertThat(json.path("first").path("pictures").size()).isZero();
    assertThat(json.path("added").toString()).contains("\"new\"").contains("\"newer\"");
    assertThat(json.path("added").toString().length()).isLessThan(500);
  }

  @Test
  void whatIsGoneIsLeftOutAndWhatIsSaidOtherwiseIsSentAgain() {
    var before = SentGrid.of(grid(names(100)));
    var names = names(100);
    names.subList(10, 20).clear();
    names.set(50, "tagged");

    var json = SentGrid.of(grid(names)).json(2, before, 1).orElseThrow();

    assertThat(json.path("kept").toString()).isEqualTo("[0,9,20,39,-1,0,61,38]");
    assertThat(json.path("added").toString()).contains("\"tagged\"");
  }

  @Test
  void whatComesFirstStandsBeforeAllOthers() {
    var before = SentGrid.of(grid(names(100)));
    var names = names(100);
    names.add(0, "first");

    var json = SentGrid.of(grid(names)).json(2, before, 1).orElseThrow();

    assertThat(json.path("kept").toString()).as("-1 and what follows it").isEqualTo("[-1,100]");
  }

  @Test
  void anotherGridIsSentAsOneThatNobodyHasSeen() {
    var before = SentGrid.of(grid(names(1000)));
    var others = IntStream.range(0, 1000).mapToObj(at -> "other " + at).toList();

    assertThat(SentGrid.of(grid(others)).json(2, before, 1)).isEmpty();
  }

  private static List<String> names(int total) {
    return new ArrayList<>(IntStream.range(0, total).mapToObj(at -> "picture " + at).toList());
  }

  private static PictureGrid grid(List<String> names) {
    var axis = new Axis("", Optional.empty());
    return new PictureGrid(
        Collections.nCopies(names.size() / COLUMNS + 1, axis),
        Collections.nCopies(COLUMNS, axis),
        List.of(),
        new Named(names),
        Optional.empty());
  }

  /// Pictures that are told apart by their names.
  private record Named(List<String> names) implements PictureSource {
    @Override
    public int size() {
      return names.size();
    }

    @Override
    public Place place(int index) {
      return new Place(index / COLUMNS, index % COLUMNS, 0, null);
    }

    @Override
    public Picture picture(int index) {
      return new Picture(index / COLUMNS, index % COLUMNS, 0, "", "", names.get(index), "", null);
    }

    @Override
    public boolean isSaidAs(int index, PictureSource other, int its) {
      return other instanceof Named named && names.get(index).equals(named.names.get(its));
    }
  }
}
