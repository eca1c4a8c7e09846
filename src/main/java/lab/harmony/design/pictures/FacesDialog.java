package lab.harmony.design.pictures;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lab.harmony.design.Problem;
import lab.harmony.design.live.LiveParts;
import lab.harmony.design.pictures.PictureGrid.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The faces behind a number: each with its points, who gave them, and what made it. It is the way
/// from every rate of the lab to its rows, but for the marks of figures, which have their faces
/// below them.
public final class FacesDialog extends Dialog {

  private static final Logger LOG = LoggerFactory.getLogger(FacesDialog.class);

  /// More than that are a matter of a grid.
  private static final int MOST = 240;

  private final Div body = new Div(new Paragraph("Looking for them …"));

  /// One of the faces.
  ///
  /// @param what was asked for
  /// @param by who gave the points
  /// @param origin the run or the training that made it, and its address
  public record Face(
      String thumbnail,
      String what,
      int points,
      Source source,
      String by,
      String origin,
      String address) {}

  /// @param sentence the number that these faces give, with everything that belongs to it
  /// @param apart what was left out of it, in a sentence; empty where nothing was
  public record Found(String sentence, String apart, List<Face> faces) {

    public Found {
      faces = List.copyOf(faces);
    }
  }

  private FacesDialog(String title) {
    setHeaderTitle(title);
    setWidth("52rem");
    addClassName("faces-dialog");
    body.addClassName("faces-dialog__body");
    body.getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", title)
        .setAttribute("aria-live", "polite");
    add(body);
    getFooter().add(new Button("Close", _ -> close()));
  }

  /// Opens them.
  ///
  /// @param title what the number is of and whose it is, as `Faces scored by people: soft`
  /// @param find finds them on a thread of its own
  public static void open(String title, Supplier<Found> find) {
    var dialog = new FacesDialog(title);
    dialog.open();
    LiveParts.answer(UI.getCurrentOrThrow(), () -> found(find), dialog::show);
  }

  /// Empty when they cannot be found.
  private static Optional<Found> found(Supplier<Found> find) {
    try {
      return Optional.of(find.get());
    } catch (RuntimeException e) {
      LOG.error("The faces behind a number cannot be found.", e);
      return Optional.empty();
    }
  }

  private void show(Optional<Found> found) {
    body.removeAll();
    found.ifPresentOrElse(
        this::show, () -> body.add(new Problem("The faces cannot be found", "See the lab's log.")));
  }

  private void show(Found found) {
    body.add(new Paragraph(found.sentence()));
    if (!found.apart().isEmpty()) {
      var apart = new Paragraph(found.apart());
      apart.addClassName("secondary");
      body.add(apart);
    }
    var list = new UnorderedList();
    list.addClassName("faces-dialog__faces");
    found.faces().stream().limit(MOST).forEach(face -> list.add(item(face)));
    body.add(list);
    if (found.faces().size() > MOST) {
      body.add(
          new Paragraph(
              "and %d more; a grid shows all of them.".formatted(found.faces().size() - MOST)));
    }
  }

  private static ListItem item(Face face) {
    var mark =
        switch (face.source()) {
          case HUMAN -> VerdictMark.human(face.points());
          case MACHINE -> VerdictMark.machine(face.points());
        };
    var by =
        switch (face.source()) {
          case HUMAN -> "scored by " + face.by();
          case MACHINE -> "read by " + face.by();
        };
    var origin = new Anchor("/" + face.address(), face.origin());
    origin.addClassName("mono");
    var words = new Div(new Span(face.what()), new Span(by), origin);
    words.addClassName("faces-dialog__words");
    return new ListItem(new ImageTile(face.thumbnail(), face.what()).withVerdict(mark), words);
  }
}
