package lab.harmony.work.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.design.PageBar;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import lab.harmony.work.JobId;
import lab.harmony.work.JobQueue;
import lab.harmony.work.WorkList;

/// All work in one list, live: runs, trainings and what else takes the device, those that are
/// worked on and those that wait.
@Route("work")
@PageTitle("Work · Harmony Lab")
@Menu(title = "Work", order = 75)
@Needs(Right.LOOK)
final class WorkView extends Composite<Div> {

  private final JobQueue jobs;
  private final CurrentPerson person;
  private final NativeTableBody body = new NativeTableBody();
  private final NativeTable table;
  private final EmptyState empty =
      new EmptyState(
          "Nothing is under way and nothing waits",
          "Run cells of a notebook start runs, and the list of trainings starts trainings.");
  private final Paragraph devices = new Paragraph();
  private final Map<JobId, WorkRow> rows = new HashMap<>();
  private List<JobId> order = List.of();

  WorkView(LiveWork live, JobQueue jobs, CurrentPerson person) {
    this.jobs = jobs;
    this.person = person;
    var header = new NativeTableRow();
    for (var name : List.of("State", "What", "For", "Done", "Left", "Device", "Who", "")) {
      header.add(new NativeTableHeaderCell(name));
    }
    table = new NativeTable(new NativeTableHeader(header), body);
    table.addClassName("work__table");
    table.getElement().setAttribute("aria-label", "Work");
    devices.addClassName("secondary");
    var content = new Div(devices, empty, table);
    content.addClassNames("work", "page__fill");
    getContent().addClassName("page");
    getContent().add(new PageBar("Work"), content);
    LiveParts.follow(this, live.now(), this::show);
  }

  private void show(WorkList.Now now) {
    var wanted = now.items().stream().map(item -> item.job().id()).toList();
    if (!wanted.equals(order)) {
      body.removeAll();
      rows.keySet().retainAll(wanted);
      wanted.forEach(
          id -> body.add(rows.computeIfAbsent(id, _ -> new WorkRow(id, jobs, person::actor))));
      order = wanted;
    }
    now.items().forEach(item -> Objects.requireNonNull(rows.get(item.job().id())).show(item));
    table.setVisible(!wanted.isEmpty());
    empty.setVisible(wanted.isEmpty());
    devices.setText(devices(now));
  }

  private static String devices(WorkList.Now now) {
    return now.devices().entrySet().stream()
        .map(device ->
            "%s %s"
                .formatted(
                    device.getKey(),
                    device
                        .getValue()
                        .map(job -> "works on %s".formatted(name(now, job)))
                        .orElse("is free")))
        .collect(Collectors.joining("; "));
  }

  private static String name(WorkList.Now now, JobId job) {
    return now.items().stream()
        .filter(item -> item.job().id().equals(job))
        .map(item -> item.title().name())
        .findFirst()
        .orElse(job.value());
  }
}
