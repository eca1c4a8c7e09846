package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import java.util.function.Supplier;
import lab.harmony.design.charts.TakenFiles;
import lab.harmony.reports.exports.GridSheets;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.ui.made.PdfPart;

/// The sheet of a grid as PDF.
final class GridPdf {

  private GridPdf() {}

  /// @param name of the grid's layout and pictures
  /// @param grid as it is when it is printed
  /// @param agreement of the machine judge with people
  /// @param taken told each time that it is fetched; whoever may not is refused
  static void open(
      GridSheets sheets,
      String name,
      String title,
      String file,
      Supplier<Grid> grid,
      Supplier<String> agreement,
      TakenFiles taken) {
    var dialog = new Dialog();
    dialog.setHeaderTitle("Contact sheet of “%s” as PDF".formatted(title));
    dialog.setWidth("min(34rem, 92vw)");
    dialog.add(
        new PdfPart(
            sheets.find(name),
            () -> sheets.print(name, title, grid.get(), agreement.get()),
            made -> {
              taken.taken(file + ".pdf");
              return made.pdf();
            },
            file + ".pdf",
            true));
    dialog.getFooter().add(new Button("Close", _ -> dialog.close()));
    dialog.open();
  }
}
