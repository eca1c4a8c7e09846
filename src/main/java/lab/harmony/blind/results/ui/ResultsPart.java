package lab.harmony.blind.results.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import lab.harmony.blind.SessionRecords;
import lab.harmony.blind.results.AnswerBehind;
import lab.harmony.blind.results.BlindReading;
import lab.harmony.blind.results.telling.BlindTelling;
import lab.harmony.blind.results.telling.RowsBehind;
import lab.harmony.blind.results.telling.ToldSection;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.people.Actor;

/// What a session tells, as the end of its page: while it is open how far raters agree, which tells
/// no arm; afterwards what one may say, rates, differences and files too.
public final class ResultsPart extends Composite<Div> {

  /// All that it shows, found out before it is shown.
  public record Seen(BlindSession session, List<ToldSection> told) {}

  /// Finds out what there is to show.
  public static Seen see(BlindReading reading, BlindSession session, Actor who) {
    return new Seen(
        session,
        session.isOpen()
            ? reading.steadiness(session, who)
            : session.voided().isPresent()
                ? List.of()
                : BlindTelling.of(reading.told(session, who)));
  }

  public ResultsPart(Seen seen, BlindReading reading, SessionRecords records, Actor who) {
    var session = seen.session();
    if (!session.isOpen() && session.voided().isEmpty()) {
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
                  () -> reading.rows(session.id(), who)),
              file(
                  "Rows as Parquet",
                  session,
                  "rows.parquet",
                  "application/vnd.apache.parquet",
                  () -> reading.parquet(session.id(), who)),
              new Anchor("/blind/verify", "Verify a published file"));
      files.addClassName("blind-page__actions");
      getContent().add(files);
    }
    // Of an open session an answer would tell its arm.
    var opener =
        Optional.<Function<RowsBehind, List<AnswerBehind>>>of(
                row -> reading.behind(session, row, who))
            .filter(_ -> !session.isOpen());
    seen.told().forEach(section -> getContent().add(ToldParts.of(section, opener)));
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
