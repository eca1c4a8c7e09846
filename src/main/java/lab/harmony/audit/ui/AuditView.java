package lab.harmony.audit.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.design.lists.Choice;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.lists.Narrowing;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;

/// What people answer for, the newest first, and whether the record of it is whole.
@Route("audit")
@PageTitle("Audit · Harmony Lab")
@Menu(title = "Audit", order = 110)
@Needs(Right.READ_AUDIT)
final class AuditView extends Composite<Div> implements BeforeEnterObserver {

  private Map<String, String> people = Map.of();
  private final AuditTrail trail;
  private final Clock clock;
  private final Narrowing narrowing = new Narrowing("entry", "entries", this::show);
  private final Choice<AuditPeriod> period =
      narrowing
          .choice("when", "When", "Any time", AuditPeriod::code, AuditPeriod::words)
          .offer(List.of(AuditPeriod.values()));
  private final Choice<String> who =
      narrowing.choice("who", "Who", "Anybody", Function.identity(), this::called);
  private final Choice<AuditKind> kind =
      narrowing
          .<AuditKind>choice("what", "What", "Everything", AuditKind::code, AuditKind::words)
          .offer(List.of(AuditKind.values()));
  private final Choice<AuditSubject.Kind> about =
      narrowing
          .choice(
              "about",
              "About what",
              "About anything",
              AuditSubject.Kind::code,
              AuditSubject.Kind::words)
          .offer(List.of(AuditSubject.Kind.values()));
  private final Div list = new Div();

  AuditView(AuditTrail trail, Clock clock) {
    this.trail = trail;
    this.clock = clock;
    var content = new PageBody("Audit trail", "audit", new ChainState(trail, clock), list);
    getContent().addClassName("page");
    getContent().add(new PageBar("Audit", narrowing), content);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    people = trail.everybody();
    who.offer(List.copyOf(people.keySet()));
    narrowing.read(event.getLocation());
    show();
  }

  private String called(String key) {
    return people.getOrDefault(key, key);
  }

  private void show() {
    list.removeAll();
    var query =
        new AuditQuery(
            period.value().map(it -> it.before(clock.instant())),
            Optional.empty(),
            who.value(),
            kind.value().map(AuditKind::code),
            about.value().map(AuditSubject.Kind::code),
            List.of(narrowing.text().split("\\s+")));
    int all = Math.toIntExact(trail.count(AuditQuery.EVERYTHING));
    int fitting = Math.toIntExact(trail.count(query));
    narrowing.count(fitting, all);
    if (all == 0) {
      list.add(
          new EmptyState(
              "Nothing is written down yet",
              "Sign-ins, published and unpublished reports, share links, deletions, imports,"
                  + " exports and backups will stand here with who did it and when."));
    } else if (fitting == 0) {
      list.add(narrowing.nothing());
    } else {
      list.add(
          new AuditTable(before -> trail.list(query, before, AuditTable.PART + 1), people, clock));
    }
  }
}
