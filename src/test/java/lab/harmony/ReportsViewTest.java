package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.reports.shelf.PublishedReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("unit")
class ReportsViewTest extends FullLab {

  @Autowired Reports reports;
  @Autowired ReportReaders readers;
  @Autowired ShareLinks shares;

  @Test
  void aReportStandsInTheListAndIsSharedFromThere() {
    var publication =
        reports.publish(
            new ExperimentSlug("drawn"),
            Publishing.by(by("Ada")).although("It is drawn by the renderer."));
    assertThat(publication).isInstanceOf(Publication.Published.class);
    var report = ((Publication.Published) publication).report();
    open("reports");
    awaitShown("Faces of doodle-base", "The mouth disagrees in a third of the faces.");
    press("Share");
    press("Create link");
    assertThat(shares.open()).anyMatch(link -> link.report().equals(report.name()));
  }

  @Test
  void whoReadsAReportIsShownAndChangedInTheList() {
    var grace = researcher("Grace");
    var report = published("drawn", Publishing.by(researcher("Linus")).tagged(List.of("readers")));
    shares.create(report, Duration.ofDays(7), by("Ada"));
    open("reports?tag=readers");
    awaitShown("Visible to the team");
    press("Who reads “Faces of doodle-base”");
    awaitShown("the team: everybody who reads reports here", "whoever has a link to it");
    var kind = find(RadioButtonGroup.class).single();
    kind.setValue(kind.getListDataView().getItem(1));
    awaitShown("One link to it works. It ends");
    press("Save");
    assertThat(find(MultiSelectComboBox.class).single().getErrorMessage())
        .isEqualTo("Name at least one person.");
    readersField().select(grace.person());
    press("Save");
    awaitShown("◍ Visible to Grace", "Not shared");
    assertThat(readers.mayRead(grace, report.name())).isTrue();
    assertThat(readers.mayRead(researcher("Jun"), report.name())).isFalse();
    press("Share “Faces of doodle-base”");
    press("Create link");
    awaitShown("No link was made", "the report is for named people, who sign in");
    press("Close");
  }

  /// The field in which people are named.
  private record ReadersField(MultiSelectComboBox<Person> box) {
    void select(PersonId id) {
      box.setValue(box.getListDataView().getItems().filter(one -> one.id().equals(id)).toList());
    }
  }

  @SuppressWarnings("unchecked")
  private ReadersField readersField() {
    return new ReadersField(find(MultiSelectComboBox.class).single());
  }

  @Test
  void aReportIsFoundByItsWordsTagsAndAuthors() {
    published("gone-away", Publishing.by(by("Grace")).tagged(List.of("mouth", "week 1")));
    published("drawn", Publishing.by(researcher("Linus")).tagged(List.of("brows alone")));
    open("reports");
    awaitShown("by Grace", "by Linus", "week 1", "brows alone");
    open("reports?q=disagrees+grace+mouth");
    awaitShown("by Grace", "week 1", "Success rate ", "by the machine judge doodle-parts");
    assertThat(rows()).doesNotContain("by Linus", "brows alone");
    open("reports?tag=mouth&by=Grace");
    awaitShown("by Grace");
    assertThat(rows()).doesNotContain("by Linus", "brows alone");
    open("reports?by=Linus");
    awaitShown("by Linus", "brows alone");
    assertThat(rows()).doesNotContain("by Grace", "week 1");
    open("reports?q=no-such-words");
    awaitShown("No report fits", "Looked for: “no-such-words”.");
  }

  @Test
  void ofAReportWithVersionsOneOrAllAreTakenBack() {
    var jun = researcher("Jun");
    var first = published("gone-away", Publishing.by(jun));
    var second = published("gone-away", Publishing.by(jun).revising(first.name(), "More scores."));
    open("reports?by=Jun");
    awaitShown("Version 2 of 2", "More scores.", "Version 1");
    press("Unpublish “Faces of doodle-base”");
    awaitShown("It has 2 versions.");
    press("Version 2 only");
    assertThat(readers.find(second.name(), by("Ada"))).isEmpty();
    assertThat(readers.line(first.name(), by("Ada")).orElseThrow().newest().name())
        .isEqualTo(first.name());
    press("Tags of “Faces of doodle-base”");
    find(TextField.class)
        .withCondition(field -> "Tags".equals(field.getLabel()))
        .single()
        .setValue("brows, CFG");
    press("Save tags");
    awaitShown("brows", "CFG");
    assertThat(readers.find(first.name(), by("Ada")).orElseThrow().tags())
        .containsExactly("brows", "CFG");
  }

  @Test
  void aPdfThatCannotBePrintedSaysWhyInItsPlace() {
    published("drawn", Publishing.by(by("Ada")).tagged(List.of("on paper")));
    open("reports?tag=on+paper");
    press("Export “Faces of doodle-base”");
    awaitShown("The page on paper", "Success rate by cell, weakest first", "LaTeX");
    press("Make the PDF");
    awaitShown(
        "There is no PDF", "The setting harmony.chromium names /no/such/chromium", "Try again");
    press("Close");
    press("Export “Faces of doodle-base”");
    awaitShown("There is no PDF");
    press("Close");
  }

  @Test
  void whatIsStaleIsPublishedOnlyWithAReason() {
    open("experiments/drawn");
    awaitShown("The mouth disagrees in a third of the faces.");
    var before = versions();
    button("Publish").click();
    assertThat(inDialog())
        .as("before the page was told what was read elsewhere")
        .contains("Looks what is up to date …");
    awaitShown("not up to date", "Cell 2 (run): never run.");
    var publish = find(Button.class).withText("Publish").all().getLast();
    click(publish);
    var reason =
        find(TextField.class)
            .withCondition(field -> "Why publish all the same".equals(field.getLabel()))
            .single();
    assertThat(reason.isInvalid()).isTrue();
    assertThat(versions()).isEqualTo(before);
    reason.setValue("It is drawn.");
    // Asked where another test has published it before.
    find(TextField.class)
        .withCondition(field -> "What changed".equals(field.getLabel()))
        .all()
        .forEach(field -> field.setValue("Nothing but the time."));
    click(publish);
    awaitShown("Opens from disk, needs no network.");
    assertThat(readers.lines(by("Ada")).getFirst().newest().version().staleReason())
        .isEqualTo("It is drawn.");
    find(Dialog.class).single().close();
  }

  @Test
  @SuppressWarnings("unchecked")
  void theFormOffersTheTagsOfWhatIsRevisedAndKeepsWhatSomebodyTyped() {
    published("drawn", Publishing.by(by("Ada")).tagged(List.of("older")));
    published("drawn", Publishing.by(by("Ada")).tagged(List.of("newer")));
    open("experiments/drawn");
    awaitShown("The mouth disagrees in a third of the faces.");
    press("Publish");
    awaitShown("a report of its own");
    var kind =
        find(RadioButtonGroup.class)
            .withCondition(group -> "This becomes".equals(group.getLabel()))
            .single();
    var tags =
        find(TextField.class).withCondition(field -> "Tags".equals(field.getLabel())).single();
    assertThat(tags.getValue()).isEqualTo("newer");
    kind.setValue(kind.getListDataView().getItem(1));
    assertThat(tags.getValue()).isEqualTo("older");
    kind.setValue(kind.getListDataView().getItem(kind.getListDataView().getItemCount() - 1));
    assertThat(tags.getValue()).isEmpty();
    awaitShown("the team: everybody who reads reports here");
    tags.setValue("typed");
    kind.setValue(kind.getListDataView().getItem(0));
    assertThat(tags.getValue()).isEqualTo("typed");
    find(Dialog.class).single().close();
  }

  /// As it is before anything that other threads found out is put to the page.
  private String inDialog() {
    var ui = UI.getCurrent();
    ui.getInternals().getStateTree().runExecutionsBeforeClientResponse();
    return ui.getElement()
        .getChildren()
        .filter(element -> element.getTag().equals("vaadin-dialog"))
        .map(ViewLab::text)
        .collect(Collectors.joining());
  }

  /// What stands below what narrows the list.
  private String rows() {
    var shown = shown();
    var count = shown.indexOf(" reports ");
    assertThat(count).as(shown).isPositive();
    return shown.substring(count);
  }

  private long versions() {
    return readers.lines(by("Ada")).stream().mapToLong(line -> line.versions().size()).sum();
  }

  private PublishedReport published(String slug, Publishing said) {
    return ((Publication.Published)
            reports.publish(new ExperimentSlug(slug), said.although("It is drawn.")))
        .report();
  }

  @Test
  void aReportThatCannotBeReadIsNamedWithTheReason() {
    open("reports");
    awaitShown("1 report could not be read", "2026-11-01-broken/report.json", "line 1");
  }

  @Test
  void whoHasNotSignedInIsToldHow() {
    open("sign-in");
    awaitShown("./lab link", "thirty days");
    open("sign-in?expired");
    awaitShown("This link no longer works", "Print a fresh one");
  }
}
