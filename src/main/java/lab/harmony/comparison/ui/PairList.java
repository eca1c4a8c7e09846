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
import lab.harmony.comparison.ArmFace;
import lab.harmony.comparison.ArmJudge;
import lab.harmony.comparison.ArmScore.Points;
import lab.harmony.comparison.Comparison;
import lab.harmony.comparison.FacePair;
import lab.harmony.design.pictures.ImageTile;
import lab.harmony.design.pictures.Lightbox;
import lab.harmony.design.pictures.PictureGrid;
import lab.harmony.design.pictures.VerdictMark;

/// The pairs that a comparison stands on: both faces side by side with what was said of them, those
/// that differ most first.
final class PairList extends Composite<Div> {

  /// A page of pairs; the command line has them all.
  private static final int MOST = 120;

  private final Comparison comparison;
  private final Lightbox lightbox = new Lightbox();

  PairList(Comparison comparison) {
    this.comparison = comparison;
    var all = comparison.pairing().pairs();
    var shown =
        all.stream()
            .sorted(Comparator.comparingInt((FacePair pair) -> Math.abs(pair.points())).reversed())
            .limit(MOST)
            .toList();
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

  private ListItem row(FacePair pair, int at) {
    var where = new Div(new Span(pair.first().place().describe(comparison.pairing().apart())));
    where.addClassName("pairs__where");
    var faces = new Div(face(pair.first(), true, 2 * at), face(pair.second(), false, 2 * at + 1));
    faces.addClassName("pairs__faces");
    var row = new ListItem(where, faces);
    row.addClassName("pairs__pair");
    return row;
  }

  private Div face(ArmFace face, boolean first, int at) {
    var arm = first ? comparison.first().name() : comparison.second().name();
    var what = "%s, %s".formatted(arm, face.place().describe(comparison.pairing().apart()));
    var tile =
        new ImageTile(face.thumbnail(), what)
            .withVerdict(mark(face))
            .opening("Open " + what, () -> lightbox.open(at));
    var name = new Span(arm);
    name.setTitle(arm);
    name.addClassName("pairs__arm");
    var source = new Anchor(face.page(), face.source());
    source.addClassNames("mono", "pairs__source");
    source.setTitle(face.source());
    var words = new Div(name, new Span(face.score().words()), source);
    words.addClassName("pairs__words");
    var part = new Div(tile, words);
    part.addClassName("pairs__face");
    return part;
  }

  private VerdictMark mark(ArmFace face) {
    int points = ((Points) face.score()).points();
    return comparison.judge() instanceof ArmJudge.Machine
        ? VerdictMark.machine(points)
        : VerdictMark.human(points);
  }

  private List<PictureGrid.Picture> pictures(List<FacePair> pairs) {
    var pictures = new ArrayList<PictureGrid.Picture>();
    for (var pair : pairs) {
      pictures.add(picture(pair.first(), comparison.first().name(), pictures.size()));
      pictures.add(picture(pair.second(), comparison.second().name(), pictures.size()));
    }
    return pictures;
  }

  private PictureGrid.Picture picture(ArmFace face, String arm, int column) {
    return new PictureGrid.Picture(
        0,
        column,
        0,
        face.thumbnail(),
        face.picture(),
        "%s, %s".formatted(arm, face.place().describe(comparison.pairing().apart())),
        "%s by %s; %s".formatted(face.score().words(), comparison.judge().words(), face.source()),
        new PictureGrid.Points(
            ((Points) face.score()).points(),
            comparison.judge() instanceof ArmJudge.Machine
                ? PictureGrid.Source.MACHINE
                : PictureGrid.Source.HUMAN));
  }
}
