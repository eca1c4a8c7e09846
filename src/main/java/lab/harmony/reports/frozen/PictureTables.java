package lab.harmony.reports.frozen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.design.Percents;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridLine;
import lab.harmony.reports.grid.GridWords;
import lab.harmony.reports.grid.axes.Margin;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.PictureVerdict;
import lab.harmony.review.SuccessRate;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageAxis;

/// Turns a grid into the table of pictures that a page shows.
final class PictureTables {

  private final EmbeddedPictures embedded;
  private final Map<ImageId, RunImage> images;
  private final Set<ImageId> named = new HashSet<>();

  PictureTables(EmbeddedPictures embedded, Collection<RunImage> images) {
    this.embedded = embedded;
    this.images =
        images.stream()
            .collect(Collectors.toMap(RunImage::id, Function.identity(), (one, _) -> one));
  }

  PictureTable of(Grid grid) {
    var columns = grid.columnMargins();
    var rows = grid.rowMargins();
    return new PictureTable(
        caption(grid),
        GridWords.inside(grid),
        numbers(grid.columns()).map(at -> line(grid.columns().get(at), columns.get(at))).toList(),
        numbers(grid.rows())
            .map(row ->
                new PictureTable.Row(
                    line(grid.rows().get(row), rows.get(row)),
                    numbers(grid.columns()).map(column -> tiles(grid, row, column)).toList()))
            .toList(),
        GridWords.notes(grid));
  }

  private static Stream<Integer> numbers(List<GridLine> lines) {
    return IntStream.range(0, lines.size()).boxed();
  }

  private List<PictureTable.Tile> tiles(Grid grid, int row, int column) {
    return grid.in(row, column).stream().map(this::tile).toList();
  }

  private PictureTable.Tile tile(GridPicture picture) {
    var image = Objects.requireNonNull(images.get(picture.id()));
    var intended = picture.human().filter(PictureVerdict::intendedConflict).isPresent();
    return new PictureTable.Tile(
        named.add(image.id()) ? Optional.of(PairTable.id(image.id())) : Optional.empty(),
        embedded.of(image),
        text(picture, intended),
        points(picture.human()),
        points(picture.machine()),
        intended);
  }

  private static String text(GridPicture picture, boolean intended) {
    var words = new ArrayList<String>();
    words.add(picture.position().describe(List.of(ImageAxis.values())));
    if (intended) {
      words.add("meant to mix emotions");
    } else {
      picture.human().ifPresent(mark -> words.add("%d of 3 by people".formatted(mark.points())));
      picture
          .machine()
          .ifPresent(mark -> words.add("%d of 3 by the machine".formatted(mark.points())));
    }
    return String.join("; ", words);
  }

  private static OptionalInt points(Optional<PictureVerdict> mark) {
    return mark.map(each -> OptionalInt.of(each.points())).orElse(OptionalInt.empty());
  }

  private static PictureTable.Line line(GridLine line, Margin margin) {
    return new PictureTable.Line(
        line.label(),
        rate(margin.human(), "scored by people: "),
        rate(margin.machine(), "read by the machine: "));
  }

  private static Optional<PictureTable.RateText> rate(SuccessRate rate, String who) {
    return rate.rate()
        .map(value ->
            new PictureTable.RateText(Percents.whole(value), rate.images(), who + rate.sentence()));
  }

  private static String caption(Grid grid) {
    var total = grid.total();
    var marks =
        total.human().images() == 0 && total.machine().images() == 0
            ? ""
            : " Numbers are harmony points, 3 is perfect: filled by people, dashed by the machine"
                + " (○). Percentages are success rates over n pictures.";
    return GridWords.axes(grid) + marks;
  }
}
