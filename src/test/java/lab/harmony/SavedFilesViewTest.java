package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.ContextMenuTester;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.Members;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.design.charts.SaveMenu;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.People;
import lab.harmony.people.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Figures and grids that are saved from screens.
@Tag("unit")
class SavedFilesViewTest extends FullLab {

  @Autowired AuditTrail trail;
  @Autowired People everybody;
  @Autowired Members members;

  /// Chooses a form in the first menu that has it.
  private void save(String form) {
    find(SaveMenu.class)
        .all()
        .forEach(menu -> tell(menu.getElement(), "vaadin-context-menu-before-open", "{}"));
    new ContextMenuTester<>(
            find(ContextMenu.class)
                .withCondition(menu ->
                    menu.getTarget().isAttached()
                        && menu.getItems().stream().anyMatch(item -> item.getText().equals(form)))
                .first())
        .clickItem(form);
  }

  private void shows(String address) {
    open(address);
    awaitThat(() -> find(SaveMenu.class).exists(), this::shown);
  }

  private void assertTaken(String kind, String subject, String file) {
    assertThat(trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 1))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.kind()).isEqualTo(kind);
          assertThat(entry.subject()).isEqualTo(subject);
          assertThat(entry.facts()).containsEntry("file", file);
        });
  }

  @Test
  void whatIsSavedOfACellOrATrainingIsWrittenDown() {
    // The notebook comes last: it stays in the page behind other screens.
    shows("trainings/" + DrawnTraining.NAME);
    save("Drawing (SVG)");
    assertTaken("records-exported", DrawnTraining.NAME, DrawnTraining.NAME + "-success-rate.svg");
    shows("experiments/drawn/grid?rows=archetype&columns=emotion");
    save("What stands in the cells (CSV)");
    assertTaken("experiment-exported", "drawn", "drawn-grid.csv");
    shows("experiments/drawn");
    save("What stands in the cells (CSV)");
    assertTaken("experiment-exported", "drawn", "drawn-sheet.csv");
    shows("experiments/lora-v2");
    save("Rows (CSV)");
    assertThat(trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 1).getFirst())
        .satisfies(entry -> {
          assertThat(entry.subject()).isEqualTo("lora-v2");
          assertThat(entry.facts().get("file")).startsWith("lora-v2-").endsWith(".csv");
        });
  }

  @Test
  void whoeverMayTakeNothingAlongIsOfferedNothingAndGetsNothingFromAPageOfBefore() {
    var ben = Actor.of(everybody.add("Ben who saves", Role.RESEARCHER));
    as(
        ben,
        () -> {
          for (var address :
              List.of(
                  "trainings/" + DrawnTraining.NAME,
                  "experiments/drawn/grid?rows=archetype&columns=emotion",
                  "experiments/drawn")) {
            shows(address);
            var form =
                address.startsWith("experiments") ? "What stands in the cells (CSV)" : "Rows (CSV)";
            members.give(ben.person(), Role.REVIEWER, by("Ada"), Optional.empty());
            long before = trail.count(AuditQuery.EVERYTHING);
            assertThatThrownBy(() -> save(form)).isInstanceOf(NotAllowed.class);
            assertThat(trail.count(AuditQuery.EVERYTHING)).isEqualTo(before);
            open(address);
            awaitThat(() -> !find(SaveMenu.class).exists(), this::shown);
            members.give(ben.person(), Role.RESEARCHER, by("Ada"), Optional.empty());
          }
        });
  }
}
