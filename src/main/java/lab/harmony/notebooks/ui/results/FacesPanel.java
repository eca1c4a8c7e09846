package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.design.IconButton;
import lab.harmony.design.LineIcon;
import lab.harmony.design.pictures.ImageTile;
import lab.harmony.design.pictures.LargeView;
import lab.harmony.design.pictures.Lightbox;
import lab.harmony.design.pictures.PictureGrid;
import lab.harmony.design.pictures.PictureGrid.Points;
import lab.harmony.design.pictures.PictureGrid.Source;
import lab.harmony.design.pictures.VerdictMark;
import lab.harmony.notebooks.sources.JudgedPicture;
import lab.harmony.runs.images.ImageLinks;
import lab.harmony.runs.ui.RunTopics;
import lab.harmony.threads.ui.Talk;

/// The faces that a mark of a figure counts; each opens large, with the others as its neighbours.
final class FacesPanel extends Composite<Div> {
  private static final int MOST = 240;

  private final Lightbox lightbox = new Lightbox();
  private final List<JudgedPicture> faces;
  private final Source source;

  /// @param counted how many faces the mark counts, those included that are gone
  /// @param talk what is said about them
  FacesPanel(
      String mark,
      List<JudgedPicture> faces,
      int counted,
      boolean machine,
      Talk talk,
      Runnable close) {
    talk.onPictures(
        new LargeView(lightbox),
        place ->
            place >= 0 && place < faces.size()
                ? Optional.of(RunTopics.picture(faces.get(place).image().id()))
                : Optional.empty());
    this.faces = faces;
    source = machine ? Source.MACHINE : Source.HUMAN;
    var words = new Span(mark + ". " + count(faces.size(), counted));
    var head =
        new Div(words, new IconButton(LineIcon.CLOSE, "Close these faces", _ -> close.run()));
    head.addClassName("faces-panel__head");
    var tiles = new Div();
    tiles.addClassName("faces-panel__tiles");
    faces.stream().limit(MOST).map(this::tile).forEach(tiles::add);
    lightbox.show(strip());
    getContent().addClassName("faces-panel");
    getContent()
        .getElement()
        .setAttribute("role", "region")
        .setAttribute("aria-label", mark)
        .setAttribute("tabindex", "-1");
    getContent().add(head, tiles, lightbox);
    getContent()
        .getElement()
        .executeJs(
            "this.focus({ preventScroll: true }); this.scrollIntoView({ block: 'nearest' })");
  }

  private static String count(int there, int counted) {
    var words = "%d %s".formatted(counted, counted == 1 ? "face" : "faces");
    var gone = there < counted ? ", of which %d are no longer here".formatted(counted - there) : "";
    var more =
        there > MOST
            ? "; the first %d are shown, the arrows of the large view reach all".formatted(MOST)
            : "";
    return words + gone + more + ".";
  }

  private ImageTile tile(JudgedPicture face) {
    var what = "%s, %s".formatted(RunResult.label(face.image().prompt()), origin(face));
    var tile =
        new ImageTile(ImageLinks.thumbnail(face.image().id(), 128), what)
            .opening("Open " + what, () -> lightbox.open(faces.indexOf(face)));
    points(face).ifPresent(points -> tile.withVerdict(mark(points)));
    return tile;
  }

  private static VerdictMark mark(Points points) {
    return switch (points.source()) {
      case HUMAN -> VerdictMark.human(points.points());
      case MACHINE -> VerdictMark.machine(points.points());
    };
  }

  private Optional<Points> points(JudgedPicture face) {
    return face.mark().map(mark -> new Points(mark.points(), source));
  }

  /// Whose points they are, and which run made the face.
  private String origin(JudgedPicture face) {
    var by =
        switch (source) {
          case HUMAN -> "scored by ";
          case MACHINE -> "read by ";
        };
    return (face.by().isEmpty() ? "" : by + face.by() + ", ") + "run " + face.image().id().run();
  }

  private PictureGrid strip() {
    var pictures = new ArrayList<PictureGrid.Picture>();
    for (var face : faces) {
      pictures.add(
          ShownPictures.picture(
              face.image(),
              "%s · %s".formatted(origin(face), face.image().prompt().prompt()),
              pictures.size(),
              points(face)));
    }
    return PictureGrid.strip(pictures);
  }
}
