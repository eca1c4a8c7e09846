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
import lab.harmony.blind.results.ToldSection;
import lab.harmony.blind.results.ToldTable;

/// What a session told, as parts of a page.
public final class ToldParts {

  private ToldParts() {}

  public static List<Component> of(ToldSection section) {
    var parts = new ArrayList<Component>();
    parts.add(new H2(section.heading()));
    section.paragraphs().forEach(words -> parts.add(new Paragraph(words)));
    section.tables().forEach(table -> parts.add(of(table)));
    return parts;
  }

  /// A table that scrolls sideways where there is no room.
  public static Component of(ToldTable told) {
    var head = new NativeTableRow();
    told.header()
        .forEach(words -> {
          var cell = new NativeTableHeaderCell(words);
          cell.getElement().setAttribute("scope", "col");
          head.add(cell);
        });
    var body = new NativeTableBody();
    for (var row : told.rows()) {
      var line = new NativeTableRow();
      row.forEach(words -> line.addDataCell().setText(words));
      body.add(line);
    }
    var table = new NativeTable(new NativeTableHeader(head), body);
    table.setCaptionText(told.caption());
    var scroller = new Div(table);
    scroller.addClassName("blind-page__scroller");
    scroller
        .getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", told.caption());
    return scroller;
  }
}
