package lab.harmony.audit.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.design.Times;

/// Entries, the newest first: a part of them, and further ones when somebody asks, found by the
/// number of the last one that is shown.
final class AuditTable extends Composite<Div> {

  /// More than fill a window.
  static final int PART = 50;

  private final LongFunction<List<AuditEntry>> before;
  private final Map<String, String> people;
  private final Clock clock;
  private final NativeTableBody body = new NativeTableBody();
  private final Button more = new Button("Show older entries", _ -> showMore());
  private long last = Long.MAX_VALUE;

  /// @param before finds one entry more than a part of those before a number
  /// @param people whoever stands in the trail, by their keys
  AuditTable(LongFunction<List<AuditEntry>> before, Map<String, String> people, Clock clock) {
    this.before = before;
    this.people = people;
    this.clock = clock;
    var header = new NativeTableRow();
    for (var name : List.of("When", "What", "About", "Who", "Details", "No.")) {
      header.add(new NativeTableHeaderCell(name));
    }
    var table = new NativeTable(new NativeTableHeader(header), body);
    table.addClassName("audit__table");
    table.getElement().setAttribute("aria-label", "Entries");
    more.addClassName("long-list__more");
    getContent().addClassName("long-list");
    getContent().add(table, more);
    showMore();
  }

  private void showMore() {
    var found = before.apply(last);
    var part = found.subList(0, Math.min(PART, found.size()));
    part.forEach(entry -> body.add(row(entry)));
    if (!part.isEmpty()) {
      last = part.getLast().number();
    }
    more.setVisible(found.size() > PART);
  }

  private NativeTableRow row(AuditEntry entry) {
    var when = new Span(entry.time().map(time -> Times.brief(time, clock)).orElse(entry.at()));
    when.setTitle(entry.time().map(Times::exact).orElse("This is no time."));
    return new NativeTableRow(
        cell("when", when),
        cell("what", new Span(AuditKind.words(entry.kind()))),
        about(entry),
        cell("who", who(entry)),
        cell("details", details(entry)),
        cell("number", new Span(String.valueOf(entry.number()))));
  }

  private Span who(AuditEntry entry) {
    var who =
        new Span(people.getOrDefault(AuditActor.key(entry.who()), AuditActor.words(entry.who())));
    who.setTitle(entry.who());
    return who;
  }

  private static NativeTableCell about(AuditEntry entry) {
    var kind = new Span(AuditSubject.words(entry.about()));
    kind.addClassName("audit__about-kind");
    return cell("about", kind, new Span(" "), new Span(entry.subjectInWords()));
  }

  private static Component[] details(AuditEntry entry) {
    return entry.facts().entrySet().stream()
        .map(fact -> new Span(fact.getKey() + " " + fact.getValue()))
        .toArray(Component[]::new);
  }

  private static NativeTableCell cell(String name, Component... parts) {
    var cell = new NativeTableCell(parts);
    cell.addClassName("audit__" + name);
    return cell;
  }
}
