package lab.harmony.reports.frozen;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lab.harmony.reports.grid.Grid;
import lab.harmony.runs.RunImage;

/// A grid alone as a page: its pictures along their axes with the rates at the border, and the
/// legend below.
public final class SheetPage {

  private SheetPage() {}

  /// @param images the pictures of the grid
  /// @param words what the whole says, with n, interval and judge
  public static String html(
      String title, Grid grid, Collection<RunImage> images, List<String> words) {
    var page = new PageShell(title);
    var main = page.body().appendElement("main").addClass("sheet");
    main.appendElement("p").addClass("kicker").text("Harmony Lab contact sheet");
    main.appendElement("h1").text(title);
    words.forEach(sentence -> main.appendElement("p").addClass("meta").text(sentence));
    var tables = new PictureTables(new EmbeddedPictures(images.size()), images);
    Optional.of(grid)
        .filter(it -> it.size() > 0)
        .ifPresent(it -> ReportPage.pictures(main, tables.of(it)));
    return page.html();
  }
}
