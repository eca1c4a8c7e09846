package lab.harmony.audit.ui;

import static java.util.stream.Collectors.joining;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Clock;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditProblem;
import lab.harmony.audit.AuditTrail;
import lab.harmony.audit.AuditVerdict;
import lab.harmony.design.Problem;
import lab.harmony.design.Times;
import lab.harmony.design.live.LiveParts;

/// Whether the trail is whole, found out anew whenever somebody opens the screen: away from their
/// session, since the whole chain is read.
final class ChainState extends Composite<Div> {

  private final AuditTrail trail;
  private final Clock clock;
  private final Paragraph words = new Paragraph();
  private final Button again = new Button("Check again", _ -> check());
  private final Div problems = new Div();

  ChainState(AuditTrail trail, Clock clock) {
    this.trail = trail;
    this.clock = clock;
    words.getElement().setAttribute("role", "status");
    problems.setVisible(false);
    getContent().addClassName("audit__chain");
    getContent().add(words, again, problems);
    addAttachListener(_ -> check());
  }

  /// What was found, or why nothing could be.
  private sealed interface Finding {
    record Verdict(AuditVerdict verdict) implements Finding {}

    record Failure(String reason) implements Finding {}
  }

  private void check() {
    again.setEnabled(false);
    words.setText("Checking the trail …");
    LiveParts.answer(UI.getCurrent(), this::find, this::show);
  }

  private Finding find() {
    try {
      return new Finding.Verdict(trail.verify());
    } catch (RuntimeException e) {
      return new Finding.Failure(String.valueOf(e.getMessage()));
    }
  }

  private void show(Finding finding) {
    again.setEnabled(true);
    problems.removeAll();
    switch (finding) {
      case Finding.Failure(var reason) -> {
        words.setText("");
        problems.add(new Problem("The trail could not be read", reason));
      }
      case Finding.Verdict(var verdict) -> show(verdict);
    }
    var missed = trail.missed();
    if (missed.events() > 0) {
      problems.add(
          new Problem(
              "%d %s could not be written down since the lab started"
                  .formatted(missed.events(), missed.events() == 1 ? "event" : "events"),
              "The last one: " + missed.last()));
    }
    problems.setVisible(problems.getComponentCount() > 0);
  }

  private void show(AuditVerdict verdict) {
    var checked = "Checked at %s.".formatted(Times.seconds(clock.instant()));
    if (verdict.isWhole()) {
      words.setText(
          "✓ The trail is whole: %s. %s%s"
              .formatted(
                  extent(verdict),
                  verdict.accepted().stream()
                      .map(accepted -> accepted.sentence() + " ")
                      .collect(joining()),
                  checked));
      return;
    }
    words.setText(
        "✕ The trail is not as it was written: %s. %s".formatted(extent(verdict), checked));
    var list = new UnorderedList();
    verdict.problems().stream()
        .map(AuditProblem::sentence)
        .forEach(one -> list.add(new ListItem(one)));
    if (verdict.found() > verdict.problems().size()) {
      list.add(
          new ListItem("… and %d more".formatted(verdict.found() - verdict.problems().size())));
    }
    problems.add(
        new Problem(
            "Somebody changed the audit trail outside of the lab",
            "Compare it with a backup. Where the change is known and meant, ./lab audit accept goes"
                + " on with the trail as it is and writes down that somebody did.",
            list));
  }

  private static String extent(AuditVerdict verdict) {
    if (verdict.entries() == 0) {
      return "no entries";
    }
    var first = verdict.first().flatMap(AuditEntry::time).map(Times::day);
    var last = verdict.last().flatMap(AuditEntry::time).map(Times::day);
    return "%d %s, %s"
        .formatted(
            verdict.entries(),
            verdict.entries() == 1 ? "entry" : "entries",
            first.equals(last)
                ? "of " + first.orElse("no time")
                : "from %s to %s".formatted(first.orElse("no time"), last.orElse("no time")));
  }
}
