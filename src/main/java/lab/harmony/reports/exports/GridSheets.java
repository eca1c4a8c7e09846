package lab.harmony.reports.exports;

import java.util.List;
import java.util.Optional;
import lab.harmony.reports.frozen.PrintedPage;
import lab.harmony.reports.frozen.SheetPage;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridWords;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.runs.store.RunQueue;
import org.springframework.stereotype.Service;

/// Contact sheets of grids as PDF.
@Service
public class GridSheets {

  private final PdfExports pdfs;
  private final RunQueue runs;

  GridSheets(PdfExports pdfs, RunQueue runs) {
    this.pdfs = pdfs;
    this.runs = runs;
  }

  /// What was printed last under this name, or is.
  public Optional<PdfExports.Export> find(String name) {
    return pdfs.find("grid " + name);
  }

  /// Begins to print a grid as it is.
  ///
  /// @param agreement of the machine judge with people, in words that go on after its name
  public PdfExports.Export print(String name, String title, Grid grid, String agreement) {
    return pdfs.begin(
        "grid " + name,
        printer ->
            PrintedPage.html(
                page(title, grid, agreement),
                title,
                "Printed by %s from the grid %s.".formatted(printer, name),
                PrintedPage.Sheets.LANDSCAPE));
  }

  private String page(String title, Grid grid, String agreement) {
    var images =
        grid.fair().stream().map(GridPicture::id).flatMap(id -> runs.image(id).stream()).toList();
    return SheetPage.html(title, grid, images, List.of(GridWords.total(grid, agreement)));
  }
}
