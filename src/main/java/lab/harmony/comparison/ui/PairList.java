package lab.harmony.comparison.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lab.harmony.comparison.arms.ArmScore;
import lab.harmony.comparison.ui.ShownPairs.Face;
import lab.harmony.comparison.ui.ShownPairs.Pair;
import lab.harmony.design.pictures.ImageTile;
import lab.harmony.design.pictures.Lightbox;
import lab.harmony.design.pictures.PictureGrid;
import lab.harmony.design.pictures.VerdictMark;

/// The pairs that a comparison stands on: both faces side by side with what was said of them, those
/// that differ most first.
final class PairList extends Composite<Div> {

  /// A page of pairs; the command line has them all.
  private static final int MOST = 120;

  private final ShownPairs pairs;
  private final Lightbox lightbox = new Lightbox();

  PairList(ShownPairs pairs) {
    this.pairs = pairs;
    var all = pairs.pairs();
    var shown =
        all.stream().sorted(Comparator.comparingInt(Pair::apart).reversed()).limit(MOST).toList();
    var list = new UnorderedList();
    list.addClassName("pairs__list");
    for (int at = 0; at < shown.size(); at++) {
      list.add(row(shown.get(at), at));
    }
    lightbox.show(PictureGrid.strip(pictures(shown)));
    getContent().addClassName("pairs");
    if (shown.size() < all.size()) {
      getContent()
          .add(
              new Paragraph(
                  "The %d of %d pairs that differ most; ./lab compare --json names all."
                      .formatted(shown.size(), all.size())));
    }
    getContent().add(list, lightbox);
  }

  private ListItem row(Pair pair, int at) {
    var where = new Div(new Span(pair.at()));
    where.addClassName("pairs__where");
    var faces =
        new Div(
            face(pair, pair.first(), pairs.first(), 2 * at),
            face(pair, pair.second(), pairs.second(), 2 * at + 1));
    faces.addClassName("pairs__faces");
    var row = new ListItem(where, faces);
    row.addClassName("pairs__pair");
    return row;
  }

  private Div face(Pair pair, Face face, String arm, int at) {
    var what = "%s, %s".formatted(arm, pair.at());
    var tile =
        new ImageTile(face.thumbnail(), what)
            .withVerdict(
                pairs.machine()
                    ? VerdictMark.machine(face.points())
                    : VerdictMark.human(face.points()))
            .opening("Open " + what, () -> lightbox.open(at));
    var name = new Span(arm);
    name.setTitle(arm);
    name.addClassName("pairs__arm");
    var source = new Anchor(face.page(), face.source());
    source.addClassNames("mono", "pairs__source");
    source.setTitle(face.source());
    var words = new Div(name, new Span(points(face)), source);
    words.addClassName("pairs__words");
    var part = new Div(tile, words);
    part.addClassName("pairs__face");
    return part;
  }

  private static String points(Face face) {
    return new ArmScore.Points(face.points()).words();
  }

  private List<PictureGrid.Picture> pictures(List<Pair> shown) {
    var pictures = new ArrayList<PictureGrid.Picture>();
    for (var pair : shown) {
      pictures.add(picture(pair, pair.first(), pairs.first(), pictures.size()));
      pictures.add(picture(pair, pair.second(), pairs.second(), pictures.size()));
    }
    return pictures;
  }

  private PictureGrid.Picture picture(Pair pair, Face face, String arm, int column) {
    return new PictureGrid.Picture(
        0,
        column,
        0,
        face.thumbnail(),
        face.picture(),
        "%s, %s".formatted(arm, pair.at()),
        "%s by %s; %s".formatted(points(face), pairs.by(), face.source()),
        new PictureGrid.Points(
            face.points(),
            pairs.machine() ? PictureGrid.Source.MACHINE : PictureGrid.Source.HUMAN));
  }
}
