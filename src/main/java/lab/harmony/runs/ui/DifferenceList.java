package lab.harmony.runs.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import lab.harmony.runs.Run;
import lab.harmony.runs.SpecDifference;

/// What differs from the run before, of the same experiment.
final class DifferenceList extends Composite<Div> {

  DifferenceList(Run run, Optional<Run> before) {
    getContent().addClassName("run-differences");
    if (before.isEmpty()) {
      getContent().add(new Paragraph("This is the first run of " + run.spec().experiment() + "."));
      return;
    }
    var differences = SpecDifference.between(before.get().spec(), run.spec());
    var link = new Anchor("/" + RunLinks.run(before.get().id()), before.get().id().value());
    link.addClassName("mono");
    if (differences.isEmpty()) {
      getContent().add(new Paragraph(new Span("Nothing: "), link, new Span(" had the same spec.")));
    } else {
      getContent().add(table(link, differences));
    }
  }

  private static Component table(Component before, List<SpecDifference> differences) {
    var head =
        new NativeTableRow(
            header(new Span("setting")), header(before), header(new Span("this run")));
    var body = new NativeTableBody();
    for (var difference : differences) {
      var name = new NativeTableHeaderCell(difference.field());
      name.getElement().setAttribute("scope", "row");
      body.add(
          new NativeTableRow(
              name,
              new NativeTableCell(difference.before()),
              new NativeTableCell(difference.now())));
    }
    var table = new NativeTable(new NativeTableHeader(head), body);
    table.addClassNames("run-differences__table", "mono");
    return table;
  }

  private static NativeTableHeaderCell header(Component content) {
    var cell = new NativeTableHeaderCell(content);
    cell.getElement().setAttribute("scope", "col");
    return cell;
  }
}
