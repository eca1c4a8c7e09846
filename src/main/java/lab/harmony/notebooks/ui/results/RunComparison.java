package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.design.pictures.ImageGrid;
import lab.harmony.design.pictures.PictureGrid;
import lab.harmony.design.pictures.PictureGrid.Axis;
import lab.harmony.design.pictures.PictureGrid.Layer;
import lab.harmony.design.pictures.PictureGrid.Points;
import lab.harmony.design.pictures.PictureGrid.Source;
import lab.harmony.notebooks.sources.CellRun;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.ui.BesideRun;
import lab.harmony.runs.ui.GridTalk;
import lab.harmony.threads.ui.Talk;

/// Two runs of one cell side by side: what differs in their specs, and their pictures, of one cell
/// of the matrix next to each other; the machine's points stand on them.
final class RunComparison extends Composite<Div> {

  /// @param talk what is said about the pictures
  /// @param beside what other features have to say of the two
  RunComparison(CellRun shown, CellRun other, Talk talk, List<BesideRun> beside) {
    getContent().addClassName("run-comparison");
    if (!other.differences().isEmpty()) {
      getContent().add(differences(shown, other));
    }
    beside.forEach(one -> getContent().add(one.of(shown.run(), other.run())));
    var grid = new ImageGrid("Pictures of %s and %s".formatted(shown.run().id(), other.run().id()));
    grid.show(pictures(shown, other));
    new GridTalk(grid, talk)
        .show(both(shown, other).map(image -> new GridTalk.Pictured(image.id())).toList());
    grid.fit();
    var box = new Div(grid);
    box.addClassName("grid-result");
    getContent().add(box);
  }

  private static NativeTable differences(CellRun shown, CellRun other) {
    var body = new NativeTableBody();
    for (var difference : other.differences()) {
      var name = new NativeTableHeaderCell(difference.field());
      name.getElement().setAttribute("scope", "row");
      body.add(
          new NativeTableRow(
              name,
              new NativeTableCell(RunHistory.brief(difference.before())),
              new NativeTableCell(RunHistory.brief(difference.now()))));
    }
    var table =
        new NativeTable(
            new NativeTableHeader(
                new NativeTableRow(
                    column("setting"),
                    column("shown: " + shown.run().id()),
                    column(other.run().id().value()))),
            body);
    table.addClassNames("run-comparison__table", "mono");
    return table;
  }

  private static NativeTableHeaderCell column(String words) {
    var cell = new NativeTableHeaderCell(new Span(words));
    cell.getElement().setAttribute("scope", "col");
    return cell;
  }

  /// A row for each cell of the matrix, a column for each scale and seed, the runs beside each
  /// other.
  private static PictureGrid pictures(CellRun shown, CellRun other) {
    var all = both(shown, other).toList();
    var rows = all.stream().map(RunComparison::row).distinct().toList();
    var columns = all.stream().map(RunComparison::column).distinct().toList();
    var pictures = new ArrayList<PictureGrid.Picture>();
    for (var image : all) {
      pictures.add(
          ShownPictures.picture(
              image,
              rows.indexOf(row(image)),
              columns.indexOf(column(image)),
              image.id().run().equals(shown.run().id()) ? 0 : 1,
              MachineVerdict.of(image)
                  .map(verdict -> new Points(verdict.points(), Source.MACHINE))));
    }
    return new PictureGrid(
        axes(rows),
        axes(columns),
        List.of(new Layer("shown", 0), new Layer("compared", 0)),
        pictures);
  }

  private static Stream<RunImage> both(CellRun shown, CellRun other) {
    return Stream.concat(shown.images().stream(), other.images().stream());
  }

  private static String row(RunImage image) {
    return "%s × %s".formatted(image.prompt().archetype(), image.prompt().emotion());
  }

  private static String column(RunImage image) {
    return "CFG %s, seed %d"
        .formatted(ImageAxis.plain(image.prompt().cfgScale()), image.prompt().seed());
  }

  private static List<Axis> axes(List<String> values) {
    return values.stream().map(value -> new Axis(value, Optional.empty())).toList();
  }
}
