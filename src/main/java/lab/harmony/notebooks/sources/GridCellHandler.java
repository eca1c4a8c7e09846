package lab.harmony.notebooks.sources;

import java.util.List;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.Output;
import lab.harmony.notebooks.results.PictureSheet;
import lab.harmony.notebooks.results.StoredGrid;
import lab.harmony.notebooks.results.StoredPicture;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Grid cells: pictures laid out along axes.
@Component
@Order(50)
class GridCellHandler extends ShowingCellHandler<GridSource> {
  private static final int TILE = 64;

  GridCellHandler(EvidenceFinder finder) {
    super(finder);
  }

  @Override
  public CellKind kind() {
    return CellKind.GRID;
  }

  @Override
  public String label() {
    return "Grid";
  }

  @Override
  public String starter() {
    return "rows: archetype\ncolumns: emotion\nthird: cfg\nscores: machine";
  }

  @Override
  public String invitation() {
    return "Not run yet: Shift Enter lays out the pictures.";
  }

  @Override
  GridSource read(String source) {
    return GridSource.read(source);
  }

  @Override
  Output output(GridSource source, Judgements judgements) {
    var images = judgements.pictures().stream().map(JudgedPicture::image).toList();
    var grid =
        new StoredGrid(
            source.rows(),
            source.columns(),
            source.third(),
            source.judge(),
            PictureSheet.labels(source.rows(), images),
            PictureSheet.labels(source.columns(), images),
            source.third().map(third -> PictureSheet.labels(third, images)).orElse(List.of()),
            judgements.pictures().stream().map(judged -> placed(source, judged)).toList());
    return grid.output(
        PictureSheet.of(images, source.rows(), source.columns(), source.third(), TILE));
  }

  private static StoredGrid.Placed placed(GridSource source, JudgedPicture judged) {
    return new StoredGrid.Placed(
        StoredPicture.of(judged.image()),
        PictureSheet.label(source.rows(), judged.image()),
        PictureSheet.label(source.columns(), judged.image()),
        source.third().map(third -> PictureSheet.label(third, judged.image())).orElse(""),
        judged.mark().map(mark -> mark.points()));
  }
}
