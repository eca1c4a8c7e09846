package lab.harmony.reports.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.design.Times;
import lab.harmony.people.Actor;
import lab.harmony.people.Person;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.readers.Audience;
import lab.harmony.reports.shelf.ReportLine;

/// What an author is asked before an experiment is frozen: why, where not all in it is up to date;
/// whether it is the next version of a report, and what changed; its tags.
final class PublishForm extends Composite<Div> {

  private final Actor author;
  private final Div outOfDate = new Div();
  private final TextField reason = field("Why publish all the same");
  private final RadioButtonGroup<Kind> kind = new RadioButtonGroup<>("This becomes");
  private final TextField changes = field("What changed");
  private final TagsField tags = new TagsField(List.of());
  private final AudienceField audience;
  private List<String> stale = List.of();

  /// A report of its own, or the next version of one.
  private record Kind(Optional<ReportLine> line) {

    String words() {
      return line.map(it ->
              "version %d of “%s”, after that of %s"
                  .formatted(
                      it.newest().version().number() + 1,
                      it.newest().title(),
                      Times.dayAndTime(it.newest().publishedAt())))
          .orElse("a report of its own");
    }
  }

  /// @param stale what is not up to date, a sentence each
  /// @param lines the reports of this experiment, the newest first
  /// @param people who can be named as readers
  PublishForm(Actor author, List<String> stale, List<ReportLine> lines, List<Person> people) {
    this.author = author;
    audience = new AudienceField(new Audience.Team(), people);
    getContent().addClassName("publish-form");
    kind.setItems(
        Stream.concat(lines.stream().map(Optional::of), Stream.of(Optional.<ReportLine>empty()))
            .map(Kind::new)
            .toList());
    kind.setItemLabelGenerator(Kind::words);
    kind.setValue(new Kind(lines.stream().findFirst()));
    kind.setVisible(!lines.isEmpty());
    kind.addValueChangeListener(_ -> chosen());
    chosen();
    changes.setHelperText("Stands in the list of versions.");
    reason.setHelperText("Stands in the report, near its head, with your name.");
    outOfDate.addClassName("publish-form__stale");
    outOfDate.getElement().setAttribute("role", "alert");
    getContent()
        .add(
            new Paragraph(
                "The experiment is frozen as it is now into one page. What a report says never"
                    + " changes; it can be taken back."),
            outOfDate,
            reason,
            kind,
            changes,
            audience,
            tags);
    stale(stale);
  }

  /// Says what is not up to date and asks why it is to be published all the same.
  void stale(List<String> stale) {
    this.stale = List.copyOf(stale);
    var needsReason = !stale.isEmpty();
    outOfDate.removeAll();
    outOfDate.setVisible(needsReason);
    reason.setVisible(needsReason);
    if (needsReason) {
      var title =
          new Span(
              stale.size() == 1
                  ? "◐ One thing is not up to date"
                  : "◐ %d things are not up to date".formatted(stale.size()));
      title.addClassName("publish-form__title");
      var list = new UnorderedList();
      stale.forEach(sentence -> list.add(new ListItem(sentence)));
      outOfDate.add(
          title, list, new Span("Run what changed first, or say why. The report says both."));
    }
  }

  /// Puts the cursor where the first answer is wanted.
  void focus() {
    if (reason.isVisible()) {
      reason.focus();
    } else if (changes.isVisible()) {
      changes.focus();
    } else {
      tags.focus();
    }
  }

  /// A version has the tags and the readers of its report; a report of its own has none yet.
  private void chosen() {
    var line = revises();
    changes.setVisible(line.isPresent());
    audience.setVisible(line.isEmpty());
    tags.offer(line.map(it -> it.newest().tags()).orElse(List.of()));
  }

  private Optional<ReportLine> revises() {
    return Optional.ofNullable(kind.getValue()).flatMap(Kind::line);
  }

  /// What the author said; empty where something is missing, which its field says then.
  Optional<Publishing> said() {
    var complete = filled(reason, !stale.isEmpty(), "Say why, or run what changed first.");
    complete &= filled(changes, revises().isPresent(), "Say what changed, in a few words.");
    var words = tags.tags();
    var readers = revises().isPresent() ? Optional.of(new Audience.Team()) : audience.audience();
    if (!complete || words.isEmpty() || readers.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(draft().tagged(words.get()).readBy(readers.get()));
  }

  /// What the author has said so far.
  Publishing draft() {
    var publishing = Publishing.by(author);
    if (!stale.isEmpty()) {
      publishing = publishing.although(reason.getValue(), stale);
    }
    var line = revises();
    return line.isPresent()
        ? publishing.revising(line.get().newest().name(), changes.getValue())
        : publishing;
  }

  private static boolean filled(TextField field, boolean needed, String otherwise) {
    var missing = needed && field.getValue().isBlank();
    field.setErrorMessage(otherwise);
    field.setInvalid(missing);
    if (missing) {
      field.focus();
    }
    return !missing;
  }

  private static TextField field(String label) {
    var field = new TextField(label);
    field.setMaxLength(Publishing.LONGEST);
    field.setManualValidation(true);
    field.setWidthFull();
    return field;
  }
}
