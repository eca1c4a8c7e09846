package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;

/// A table whose rows end with something to press.
final class RowTable extends Composite<Div> {
  private final NativeTable table = new NativeTable();

  RowTable(String... headings) {
    var head = new NativeTableRow();
    for (var heading : headings) {
      var cell = new NativeTableHeaderCell(heading);
      cell.getElement().setAttribute("scope", "col");
      head.add(cell);
    }
    table.getHead().add(head);
    getContent().addClassName("row-table");
    getContent()
        .getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", "Rows of the chart");
    getContent().add(table);
  }

  void add(Component last, String... fields) {
    var row = new NativeTableRow();
    for (var field : fields) {
      row.add(new NativeTableCell(field));
    }
    row.add(new NativeTableCell(last));
    table.getBody().add(row);
  }
}
