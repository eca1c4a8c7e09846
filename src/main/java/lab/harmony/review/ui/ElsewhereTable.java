package lab.harmony.review.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;
import lab.harmony.design.Mono;
import lab.harmony.design.pictures.VerdictMark;
import lab.harmony.review.marks.Score;

/// Scores of faces that were made elsewhere: the lab has their rows and not their pictures.
final class ElsewhereTable extends Composite<Div> {

  ElsewhereTable(List<Score> scores) {
    var head = new NativeTableRow();
    for (var title :
        List.of("File", "Archetype", "Emotion", "CFG", "Points", "Scored by", "Note")) {
      var cell = new NativeTableHeaderCell(title);
      cell.getElement().setAttribute("scope", "col");
      head.add(cell);
    }
    var table = new NativeTable();
    table.addClassName("scores__table");
    table.getHead().add(head);
    var rows = table.getBody();
    scores.forEach(score -> rows.add(row(score)));
    var scroller = new Div(table);
    scroller.addClassName("scores__scroller");
    scroller.getElement().setAttribute("tabindex", "0");
    scroller.getElement().setAttribute("role", "region");
    scroller.getElement().setAttribute("aria-label", "Faces made elsewhere");
    getContent()
        .add(
            new H2(
                "%d %s made elsewhere"
                    .formatted(scores.size(), scores.size() == 1 ? "face" : "faces")),
            scroller);
  }

  private static NativeTableRow row(Score score) {
    var face = score.face();
    var cfg = face.cfgScale().isPresent() ? Double.toString(face.cfgScale().getAsDouble()) : "";
    return new NativeTableRow(
        new NativeTableCell(new Mono(face.fileName())),
        new NativeTableCell(face.archetype()),
        new NativeTableCell(face.emotion()),
        new NativeTableCell(cfg),
        new NativeTableCell(VerdictMark.human(score.mark().points())),
        new NativeTableCell(score.scoredBy().name()),
        new NativeTableCell(score.mark().note()));
  }
}
