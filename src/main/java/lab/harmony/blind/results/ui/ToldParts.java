package lab.harmony.blind.results.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.blind.results.AnswerBehind;
import lab.harmony.blind.results.telling.RowsBehind;
import lab.harmony.blind.results.telling.ToldSection;
import lab.harmony.blind.results.telling.ToldTable;

/// What a session told, as parts of a page.
public final class ToldParts {

  private ToldParts() {}

  public static List<Component> of(ToldSection section) {
    return of(section, Optional.empty());
  }

  /// @param opener finds the answers behind a row, away from the session; without it none are
  ///   opened
  static List<Component> of(
      ToldSection section, Optional<Function<RowsBehind, List<AnswerBehind>>> opener) {
    var parts = new ArrayList<Component>();
    parts.add(new H2(section.heading()));
    section.paragraphs().forEach(words -> parts.add(new Paragraph(words)));
    section
        .tables()
        .forEach(table ->
            opener
                .filter(_ -> !table.behind().isEmpty())
                .ifPresentOrElse(
                    found -> parts.add(new OpenedTable(table, found)), () -> parts.add(of(table))));
    return parts;
  }

  /// A table that scrolls sideways where there is no room.
  public static Component of(ToldTable told) {
    return of(told, List.of());
  }

  /// @param last what stands behind each row; nothing where there is none
  static Component of(ToldTable told, List<? extends Component> last) {
    var head = new NativeTableRow();
    told.header().forEach(words -> head.add(column(words)));
    if (!last.isEmpty()) {
      head.add(column("Answers"));
    }
    var body = new NativeTableBody();
    for (int at = 0; at < told.rows().size(); at++) {
      var line = new NativeTableRow();
      told.rows().get(at).forEach(words -> line.addDataCell().setText(words));
      if (!last.isEmpty()) {
        line.addDataCell().add(last.get(at));
      }
      body.add(line);
    }
    var table = new NativeTable(new NativeTableHeader(head), body);
    table.setCaptionText(told.caption());
    return scroller(table, told.caption());
  }

  static NativeTableHeaderCell column(String words) {
    var cell = new NativeTableHeaderCell(words);
    cell.getElement().setAttribute("scope", "col");
    return cell;
  }

  static Component scroller(NativeTable table, String name) {
    var scroller = new Div(table);
    scroller.addClassName("blind-page__scroller");
    scroller
        .getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", name);
    return scroller;
  }
}
