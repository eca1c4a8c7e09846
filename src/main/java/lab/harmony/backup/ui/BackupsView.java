package lab.harmony.backup.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.backup.copies.Backups;
import lab.harmony.backup.scheduled.BackupShelf.Kept;
import lab.harmony.backup.scheduled.ScheduledBackups;
import lab.harmony.backup.scheduled.StorageSentences;
import lab.harmony.design.Mono;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.design.Problem;
import lab.harmony.design.Sizes;
import lab.harmony.design.Times;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;

/// The backups that are there, when the next is made, and what is wrong with the last.
@Route("backups")
@PageTitle("Backups · Harmony Lab")
@Menu(title = "Backups", order = 120)
@Needs(Right.BACK_UP)
final class BackupsView extends Composite<Div> {

  private final ScheduledBackups backups;
  private final StorageSentences storage;
  private final CurrentPerson person;
  private final Clock clock;
  private final Button make = new Button("Back up now", _ -> make());
  private final Paragraph plan = new Paragraph();
  private final Div problem = new Div();
  private final Div list = new Div();

  BackupsView(
      ScheduledBackups backups, StorageSentences storage, CurrentPerson person, Clock clock) {
    this.backups = backups;
    this.storage = storage;
    this.person = person;
    this.clock = clock;
    plan.getElement().setAttribute("role", "status");
    var content = new PageBody("Backups", "backups", plan, problem, list);
    getContent().addClassName("page");
    getContent().add(new PageBar("Backups").withActions(make), content);
    addAttachListener(_ -> look());
  }

  private void look() {
    plan.setText(plan());
    problem.removeAll();
    backups
        .failure()
        .ifPresent(failure ->
            problem.add(
                new Problem(
                    "The backup of %s is not there or not whole"
                        .formatted(Times.dayAndTime(failure.at())),
                    failure.reason())));
    LiveParts.answer(UI.getCurrent(), backups::known, this::show);
  }

  private String plan() {
    var plan = backups.plan();
    return plan.every()
        .map(every ->
            "A backup is made every %s in %s, and the newest %d are kept. The next is due on %s."
                .formatted(
                    words(every),
                    plan.folder(),
                    plan.keep(),
                    backups.next().map(Times::dayAndTime).orElse("no day")))
        .orElse(
            "The lab makes no backups by itself, only a copy of the database on each day on which"
                + " it runs. The setting harmony.backup.every switches them on: 24h, 7d.");
  }

  private static String words(Duration every) {
    return every.toDays() > 0 && every.equals(Duration.ofDays(every.toDays()))
        ? Times.days(every)
        : Times.duration(every);
  }

  private void make() {
    make.setEnabled(false);
    make.setText("Backing up …");
    var who = person.actor();
    LiveParts.answer(
        UI.getCurrent(),
        () -> made(who),
        reason -> {
          make.setEnabled(true);
          make.setText("Back up now");
          look();
          reason.ifPresent(it -> problem.add(new Problem("The backup is not whole", it)));
        });
  }

  /// What is wrong with it; empty when all is there.
  private Optional<String> made(Actor who) {
    try {
      Backups.Made made = backups.make(who);
      return ScheduledBackups.incomplete(made);
    } catch (SQLException | RuntimeException e) {
      return storage.of(e).or(() -> Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private void show(List<Kept> known) {
    list.removeAll();
    if (known.isEmpty()) {
      list.add(
          new EmptyState(
              "No backups yet",
              "A backup holds the database, runs, trainings, and the workspace. ./lab restore FILE"
                  + " makes the same lab of it, on this machine or another."));
      return;
    }
    var header = new NativeTableRow();
    for (var name : List.of("Made", "What", "Files", "Size", "Where")) {
      header.add(new NativeTableHeaderCell(name));
    }
    var body = new NativeTableBody();
    known.forEach(kept -> body.add(row(kept)));
    var table = new NativeTable(new NativeTableHeader(header), body);
    table.addClassName("backups__table");
    table.getElement().setAttribute("aria-label", "Backups that are there");
    list.add(
        table,
        new Paragraph(
            "./lab restore FILE goes back to one. It gives nobody what was taken from them since:"
                + " people who were shut out, removed passkeys and ended links stay so, and the"
                + " command says how many."));
  }

  private NativeTableRow row(Kept kept) {
    var when = new Span(Times.brief(kept.madeAt(), clock));
    when.setTitle(Times.exact(kept.madeAt()));
    return new NativeTableRow(
        new NativeTableCell(when),
        new NativeTableCell(kept.isWhole() ? "the lab" : "the database"),
        new NativeTableCell(String.valueOf(kept.files())),
        new NativeTableCell(Sizes.of(kept.bytes())),
        new NativeTableCell(new Mono(kept.file().toString())));
  }
}
