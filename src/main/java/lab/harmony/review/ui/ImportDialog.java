package lab.harmony.review.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.util.Optional;
import lab.harmony.design.Problem;
import lab.harmony.people.Actor;
import lab.harmony.prompts.PromptProblem;
import lab.harmony.review.Scores;
import lab.harmony.review.files.ImportPreview;
import lab.harmony.review.files.ScoreFile;

/// Brings scores in from a CSV file: first what would happen and what is wrong, then, when told so,
/// the good rows.
final class ImportDialog extends Dialog {

  private static final int MOST_BYTES = 5 << 20;

  private final String experiment;
  private final Scores scores;
  private final Actor by;
  private final Runnable kept;
  private final Div outcome = new Div();
  private final Button keep = new Button("Keep");
  private Optional<ImportPreview> shown = Optional.empty();

  ImportDialog(String experiment, Scores scores, Actor by, Runnable kept) {
    this.experiment = experiment;
    this.scores = scores;
    this.by = by;
    this.kept = kept;
    setHeaderTitle("Import scores");
    addClassName("import-dialog");
    setWidth("min(40rem, 92vw)");
    outcome.addClassName("import-dialog__outcome");
    outcome.getElement().setAttribute("aria-live", "polite");
    add(
        new Paragraph(
            "A CSV file with the columns filename, archetype, emotion and either harmony_score or"
                + " eyes_mouth, brows_tension, holistic. Nothing is kept before you say so."),
        upload(),
        outcome);
    keep.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    keep.setVisible(false);
    keep.addClickListener(_ -> shown.ifPresent(this::keep));
    getFooter().add(new Button("Cancel", _ -> close()), keep);
  }

  private Upload upload() {
    var upload = new Upload(new ScoreUpload());
    upload.setMaxFiles(1);
    upload.setMaxFileSize(MOST_BYTES);
    upload.setAcceptedFileExtensions(".csv");
    upload.addFileRejectedListener(event ->
        refuse(
            "The file was not taken",
            event.getErrorMessage() + ": CSV files up to 5 MB can be read."));
    return upload;
  }

  private void read(byte[] content) {
    if (content.length > MOST_BYTES) {
      refuse(
          "The file is too large",
          "CSV files up to 5 MB can be read; split it and import the parts.");
      return;
    }
    try {
      show(scores.preview(experiment, content, by));
    } catch (ScoreFile.Problem | PromptProblem problem) {
      refuse("The file cannot be read", String.valueOf(problem.getMessage()));
    }
  }

  private void keep(ImportPreview preview) {
    shown = Optional.empty();
    if (preview.others().isEmpty()) {
      scores.keep(preview, by);
    } else {
      scores.keepForAll(preview, by);
    }
    close();
    kept.run();
  }

  private void refuse(String title, String text) {
    shown = Optional.empty();
    outcome.removeAll();
    outcome.add(new Problem(title, text));
    keep.setVisible(false);
  }

  private void show(ImportPreview preview) {
    outcome.removeAll();
    outcome.add(new Paragraph(summary(preview)));
    if (!preview.others().isEmpty()) {
      outcome.add(others(preview));
    }
    if (!preview.bad().isEmpty()) {
      outcome.add(
          new Problem(
              rows(preview.bad().size(), "cannot be kept"),
              "What is bad is left out; the other rows are not affected."),
          badRows(preview));
    }
    keep.setVisible(preview.keeps() > 0);
    keep.setText(
        preview.bad().isEmpty()
            ? "Keep %d scores".formatted(preview.keeps())
            : "Keep the %d good rows".formatted(preview.keeps()));
    if (!preview.others().isEmpty()) {
      keep.setText(keep.getText() + ", also for others");
    }
    shown = Optional.of(preview);
  }

  /// Whose scores these are, where they are not those of whoever brings them in.
  private Div others(ImportPreview preview) {
    var names = new UnorderedList();
    names.addClassName("import-dialog__bad");
    preview.others().forEach(one -> names.add(new ListItem(one.sentence())));
    return new Div(
        new Paragraph(
            "The file speaks for others. Whoever keeps it says that these are their scores, and"
                + " that stands in the audit trail."),
        names);
  }

  private static String summary(ImportPreview preview) {
    var words = new StringBuilder();
    words.append(rows(preview.first().size(), "would be new"));
    words
        .append(", ")
        .append(preview.corrections().size())
        .append(
            preview.others().isEmpty()
                ? " would correct what you said before"
                : " would correct what was said before");
    words.append(", ").append(preview.unchanged().size()).append(" say what is known already.");
    if (preview.withoutImage() > 0) {
      words
          .append(" Of the rows to keep, ")
          .append(preview.withoutImage())
          .append(preview.withoutImage() == 1 ? " is about a face" : " are about faces")
          .append(" that this experiment has no picture of.");
    }
    return words.toString();
  }

  private static OrderedList badRows(ImportPreview preview) {
    var list = new OrderedList();
    list.addClassName("import-dialog__bad");
    list.getElement().setAttribute("tabindex", "0").setAttribute("aria-label", "Bad rows");
    preview
        .bad()
        .forEach(row -> list.add(new ListItem("Line %d: %s".formatted(row.line(), row.reason()))));
    return list;
  }

  private static String rows(int count, String what) {
    return "%d %s %s".formatted(count, count == 1 ? "row" : "rows", what);
  }

  /// Reads at most what an import may hold.
  private final class ScoreUpload implements UploadHandler {

    @Override
    public void handleUploadRequest(UploadEvent event) throws IOException {
      byte[] content;
      try (var stream = event.getInputStream()) {
        content = stream.readNBytes(MOST_BYTES + 1);
      }
      event.getUI().access(() -> read(content));
    }

    @Override
    public long getFileSizeMax() {
      return MOST_BYTES;
    }
  }
}
