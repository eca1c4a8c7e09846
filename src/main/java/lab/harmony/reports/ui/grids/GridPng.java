package lab.harmony.reports.ui.grids;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.function.Supplier;
import lab.harmony.design.Problem;
import lab.harmony.design.Sizes;
import lab.harmony.design.charts.TakenFiles;
import lab.harmony.design.live.LiveParts;
import lab.harmony.reports.ui.made.MadeFile;
import lab.harmony.reports.ui.made.Underway;

/// The sheet of a grid as PNG: drawn beside the page, which stays as quick as ever.
final class GridPng extends Composite<Dialog> {

  private final Div text = new Div();

  /// @param pictures how many it shows
  /// @param draw makes the file; what it throws is shown
  /// @param taken told each time that it is fetched; whoever may not is refused
  GridPng(String title, int pictures, String file, Supplier<byte[]> draw, TakenFiles taken) {
    getContent().setHeaderTitle("Contact sheet of “%s” as PNG".formatted(title));
    getContent().setWidth("min(34rem, 92vw)");
    text.addClassName("pdf-part");
    text.getElement().setAttribute("aria-live", "polite");
    text.add(
        new Underway("Draws %d %s …".formatted(pictures, pictures == 1 ? "picture" : "pictures")));
    getContent().add(text);
    getContent().getFooter().add(new Button("Close", _ -> getContent().close()));
    LiveParts.answer(
        UI.getCurrent(),
        () -> attempt(draw, file + ".png", taken),
        made -> {
          text.removeAll();
          text.add(made.get());
        });
  }

  /// What is shown when it is over; parts of a page are made under its lock.
  private static Supplier<List<Component>> attempt(
      Supplier<byte[]> draw, String file, TakenFiles taken) {
    try {
      var png = draw.get();
      return () ->
          List.of(
              MadeFile.link(
                  png,
                  made -> {
                    taken.taken(file);
                    return made;
                  },
                  file,
                  "image/png",
                  "Save the PNG"),
              new Span(Sizes.of(png.length)));
    } catch (RuntimeException | OutOfMemoryError problem) {
      var reason =
          problem instanceof OutOfMemoryError
              ? "The lab has too little memory for so large a picture. Save it as PDF, or narrow"
                  + " the grid."
              : String.valueOf(problem.getMessage());
      return () -> List.of(new Problem("There is no sheet", reason));
    }
  }

  void open() {
    getContent().open();
  }
}
