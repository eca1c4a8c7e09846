package lab.harmony.blind.results.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.function.Supplier;
import lab.harmony.blind.BlindSession;
import lab.harmony.blind.SessionRecords;
import lab.harmony.blind.results.BlindFindings;
import lab.harmony.blind.results.BlindReading;
import lab.harmony.people.Actor;

/// What a session tells, as the end of its page: while it is open how far raters agree, which tells
/// no arm; afterwards what one may say, rates, differences and files too.
public final class ResultsPart extends Composite<Div> {

  /// All that it shows, found out before it is shown.
  public record Seen(
      BlindSession session, BlindReading.Steadiness steadiness, Optional<BlindReading.Told> told) {}

  /// Finds out what there is to show.
  public static Seen see(BlindReading reading, BlindSession session, Actor who) {
    return new Seen(
        session,
        reading.steadiness(session, who),
        session.isOpen() ? Optional.empty() : Optional.of(reading.told(session, who)));
  }

  private final Div body = getContent();

  public ResultsPart(Seen seen, BlindReading reading, SessionRecords records, Actor who) {
    var session = seen.session();
    if (!session.isOpen()) {
      var files =
          new Div(
              file(
                  "Published file",
                  session,
                  "session.json",
                  "application/json",
                  () -> records.published(session.id(), who)),
              file(
                  "Rows as CSV",
                  session,
                  "rows.csv",
                  "text/csv",
                  () -> reading.rows(session.id(), who)));
      files.addClassName("blind-page__actions");
      body.add(files);
    }
    seen.told().ifPresent(told -> tell(session, told));
    body.add(new H2("Raters"), BlindTables.raters(session, seen.steadiness().passports()));
    body.add(new H2("How far raters agree"), BlindTables.agreement(seen.steadiness().agreement()));
    body.add(
        new Paragraph(
            "Alpha is 1 where raters always say the same and 0 where they agree as by chance. It"
                + " tells no arm, so it may be looked at while the session is open."));
  }

  private void tell(BlindSession session, BlindReading.Told told) {
    body.add(new H2("What one may say"));
    told.blind()
        .ifPresentOrElse(
            findings -> findings(session, findings),
            () ->
                body.add(
                    new Paragraph(
                        "Nothing was answered by anybody who was blind: what follows is no blind"
                            + " judgement.")));
    told.all()
        .ifPresent(all -> {
          body.add(
              new H2(
                  told.blind().isPresent()
                      ? "With raters who were not blind"
                      : "By raters who were not blind"));
          findings(session, all);
        });
  }

  private void findings(BlindSession session, BlindFindings findings) {
    findings.sentences(session).forEach(sentence -> body.add(new Paragraph(sentence)));
    body.add(
        new Paragraph(
            "%d answers of %d raters; what they were shown again counts for their steadiness alone. Intervals are over prompts, with all seeds, raters and items of a face behind each."
                .formatted(findings.answers(), findings.raters())));
    if (!findings.arms().isEmpty()) {
      body.add(BlindTables.arms(session, findings));
    }
    if (!findings.comparisons().isEmpty()) {
      body.add(BlindTables.comparisons(session, findings));
    }
  }

  private static Anchor file(
      String words, BlindSession session, String name, String type, Supplier<byte[]> content) {
    var anchor =
        new Anchor(
            DownloadHandler.fromInputStream(_ -> {
              var bytes = content.get();
              return new DownloadResponse(
                  new ByteArrayInputStream(bytes),
                  "%s-%s".formatted(session.id(), name),
                  type,
                  bytes.length);
            }),
            words);
    anchor.getElement().setAttribute("download", true);
    return anchor;
  }
}
