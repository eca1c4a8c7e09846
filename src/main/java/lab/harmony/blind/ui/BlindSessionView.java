package lab.harmony.blind.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.blind.Adjudications;
import lab.harmony.blind.BlindSessions;
import lab.harmony.blind.SessionRecords;
import lab.harmony.blind.guests.BlindGuests;
import lab.harmony.blind.results.BlindReading;
import lab.harmony.blind.results.ui.ResultsPart;
import lab.harmony.blind.rule.StopState;
import lab.harmony.blind.session.BlindProblem;
import lab.harmony.blind.session.BlindSession;
import lab.harmony.blind.session.Ended;
import lab.harmony.blind.session.GuestWay;
import lab.harmony.blind.session.SessionId;
import lab.harmony.blind.session.Voided;
import lab.harmony.design.Mono;
import lab.harmony.design.Notice;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.design.ReasonDialog;
import lab.harmony.design.Times;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.live.LiveParts;
import lab.harmony.network.Reach;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.Needs;
import lab.harmony.people.PersonId;
import lab.harmony.people.ReasonNeeded;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/// One session: while it is open how far it is and how far raters agree, which tells no arm;
/// afterwards what it came to.
@Route("blind/session/:session")
@Needs(Right.LOOK)
final class BlindSessionView extends Composite<Div>
    implements BeforeEnterObserver, HasDynamicTitle {

  private final BlindSessions sessions;
  private final BlindReading reading;
  private final SessionRecords records;
  private final Rights rights;
  private final BlindGuests guests;
  private final Adjudications adjudications;
  private final ObjectProvider<Reach> reach;
  private final Actor who;
  private final PageBody body = new PageBody("Blind session", "blind-page");
  private Optional<SessionId> id = Optional.empty();
  private String title = "Blind session";
  private @Nullable Seen shown;

  /// All that the page shows.
  private record Seen(
      BlindSession session,
      Map<PersonId, List<GuestWay>> guests,
      Optional<StopState> stop,
      Optional<Adjudications.Disputed> disputed,
      ResultsPart.Seen results) {}

  BlindSessionView(
      BlindSessions sessions,
      BlindReading reading,
      SessionRecords records,
      Rights rights,
      BlindGuests guests,
      Adjudications adjudications,
      ObjectProvider<Reach> reach,
      BlindNews news,
      CurrentPerson person) {
    this.sessions = sessions;
    this.reading = reading;
    this.records = records;
    this.rights = rights;
    this.guests = guests;
    this.adjudications = adjudications;
    this.reach = reach;
    this.who = person.actor();
    getContent().addClassName("page");
    LiveParts.follow(body, news.times(), _ -> look());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    id = event.getRouteParameters().get("session").flatMap(SessionId::parse);
    var found = id.flatMap(it -> sessions.find(it, who));
    title = found.map(BlindSession::title).orElse("Blind session");
    shown = null;
    getContent().removeAll();
    getContent()
        .add(new PageBar(title).withActions(new Anchor(BlindLinks.LIST, "Blind sessions")), body);
    if (found.isEmpty()) {
      body.add(
          new EmptyState(
              "There is no such session",
              "Look at the list of sessions again.",
              new Anchor(BlindLinks.LIST, "Open the blind sessions")));
    }
  }

  @Override
  public String getPageTitle() {
    return "%s · Harmony Lab".formatted(title);
  }

  private void look() {
    getUI().ifPresent(ui -> LiveParts.answer(ui, this::seen, found -> found.ifPresent(this::show)));
  }

  private Optional<Seen> seen() {
    return id.flatMap(it -> sessions.find(it, who))
        .map(session ->
            new Seen(
                session,
                guests.ways(session.id(), who),
                records.stopState(session, who),
                adjudications.disputed(session, who),
                ResultsPart.see(reading, session, who)));
  }

  /// What is shown already stays, with whatever of it is opened.
  private void show(Seen seen) {
    if (seen.equals(shown)) {
      return;
    }
    shown = seen;
    var session = seen.session();
    body.removeAll();
    body.add(about(session));
    if (session.isOpen() && mayClose(session)) {
      body.add(actions(new Button("Close and reveal", _ -> ask(session, seen.stop()))));
    }
    if (session.isRating()
        && session.raters().stream().anyMatch(BlindSession.Rater::guest)
        && leads(session)) {
      body.add(new GuestLinks(session, seen.guests(), guests, reach.getObject(), who, this::look));
    } else {
      takenOut(session, seen.guests()).ifPresent(body::add);
    }
    seen.stop().ifPresent(stop -> body.add(enough(stop)));
    if (session.isOpen()) {
      body.add(
          new AdjudicationPart(
              session, seen.disputed(), seen.stop(), adjudications, who, this::look));
    }
    body.add(new ResultsPart(seen.results(), reading, records, who));
  }

  /// Which arm is ahead is not said.
  private static Div enough(StopState stop) {
    var part = new Div(new H2("Is it enough?"));
    stop.sentences().forEach(words -> part.add(new Paragraph(words)));
    return part;
  }

  private static Div about(BlindSession session) {
    var sealed = new Mono(session.commitment());
    var about =
        new Div(
            new Paragraph(
                "%s. %s %d of %d answers. Arms: %s."
                    .formatted(
                        session.form().words(),
                        session.isOpen()
                            ? session.isRating()
                                ? "Open: nobody is told which picture is whose."
                                : "Rating is over; nobody is told yet which picture is whose."
                            : session.voided().isPresent() ? "Void." : "Closed.",
                        session.answered(),
                        session.showings(),
                        String.join(
                            "; ", session.arms().stream().map(arm -> arm.label()).toList()))),
            new Paragraph("Sealed at the start, SHA-256 of nonce and mapping:"),
            new Paragraph(sealed));
    session.adjudication().ifPresent(asked -> about.add(AdjudicationDigest.of(asked.sha256())));
    session
        .closing()
        .filter(closing -> !closing.reason().isEmpty())
        .ifPresent(closing ->
            about.add(
                new Paragraph(
                    "%s closed it: %s"
                        .formatted(
                            closing.by().map(NamedPerson::name).orElse("Somebody"),
                            closing.reason()))));
    session.closing().ifPresent(closing -> went(closing).ifPresent(about::add));
    if (session.late() > 0) {
      about.add(
          new Paragraph(
              "%s after %s: kept apart, and no part of what follows."
                  .formatted(
                      session.late() == 1
                          ? "One answer came"
                          : "%d answers came".formatted(session.late()),
                      when(session))));
    }
    session
        .closing()
        .filter(closing -> closing.voided().isEmpty())
        .ifPresent(closing ->
            about.add(
                CloseDigest.of(closing.sha256()),
                new Paragraph(
                    "Nonce and mapping are in the published file. ./lab review verify FILE finds"
                        + " out whether they fit the SHA-256 that was noted at the start; it stands"
                        + " in the audit trail, and so does that of the close.")));
    return about;
  }

  /// After what answers of it come late.
  private static String when(BlindSession session) {
    return session.adjudication().isEmpty()
        ? "the close"
        : session.isOpen() ? "rating was stopped" : "rating was stopped, or after the close";
  }

  /// What became of it when the lab went back to a backup.
  private static Optional<Div> went(BlindSession.Closing closing) {
    return closing
        .voided()
        .map(why -> {
          var part =
              new Div(
                  new Paragraph(
                      why == Voided.CLOSED_SINCE
                          ? "It was closed on %s by %s. The lab went back to a backup from before that%s."
                              .formatted(
                                  Times.dayAndTime(closing.at()),
                                  closing.by().map(NamedPerson::name).orElse("somebody"),
                                  on(closing))
                          : "The lab went back to a backup in which it is open%s."
                              .formatted(on(closing))),
                  new Paragraph(why.words()),
                  CloseDigest.of(closing.sha256()));
          part.addClassName("blind-page__void");
          return part;
        });
  }

  private static String on(BlindSession.Closing closing) {
    return closing.wentBack().map(at -> " on " + Times.dayAndTime(at)).orElse("");
  }

  /// What counts for nothing though it was answered in time.
  private static Optional<Paragraph> takenOut(
      BlindSession session, Map<PersonId, List<GuestWay>> ways) {
    var words =
        session.raters().stream()
            .flatMap(rater ->
                ways.getOrDefault(rater.person().id(), List.of()).stream()
                    .flatMap(way ->
                        way.out().stream()
                            .map(out ->
                                "%s took out what came by link %d of %s, answers at %d places%s"
                                    .formatted(
                                        out.by().map(NamedPerson::name).orElse("Somebody"),
                                        way.number(),
                                        rater.person().name(),
                                        way.answers(),
                                        out.reason().isEmpty() ? "." : ": " + out.reason()))))
            .toList();
    return words.isEmpty() ? Optional.empty() : Optional.of(new Paragraph(String.join(" ", words)));
  }

  private static Div actions(com.vaadin.flow.component.Component... parts) {
    var row = new Div(parts);
    row.addClassName("blind-page__actions");
    return row;
  }

  private boolean mayClose(BlindSession session) {
    return rights.may(who, Right.COMPUTE)
        && (session.openedBy().is(who.person()) || rights.may(who, Right.STOP_OTHERS));
  }

  private boolean leads(BlindSession session) {
    return rights.may(who, Right.COMPUTE)
        && (session.openedBy().is(who.person()) || rights.may(who, Right.STOP_WITHOUT_REASON));
  }

  private void ask(BlindSession session, Optional<StopState> stop) {
    var dialog = new Dialog("Close this session?");
    dialog.setWidth("min(34rem, 92vw)");
    int open = session.showings() - session.answered();
    dialog.add(
        new Paragraph(
            "%s started it. %s Nobody can rate in it afterwards, and which picture is whose is told to whoever sees experiments. It cannot be opened again."
                .formatted(
                    session.openedBy().is(who.person()) ? "You" : session.openedBy().name(),
                    open == 0
                        ? "All is answered."
                        : "%d of %d are not answered%s."
                            .formatted(
                                open, session.showings(), session.isRating() ? " yet" : ""))));
    session
        .adjudication()
        .map(BlindSession.Adjudication::seat)
        .filter(seat -> seat.answered() < seat.showings())
        .ifPresent(seat ->
            dialog.add(
                new Paragraph(
                    "%s has adjudicated %d of %d; the rest then stays as raters left it."
                        .formatted(seat.person().name(), seat.answered(), seat.showings()))));
    stop.flatMap(StopState::early).ifPresent(words -> dialog.add(new Paragraph(words)));
    var told = stop.map(StopState::ended);
    var close = new Button("Close and reveal", _ -> close(session, dialog, told));
    close.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    dialog.getFooter().add(new Button("Leave it open", _ -> dialog.close()), close);
    dialog.open();
  }

  /// @param told what the dialog said that the close will say
  private void close(BlindSession session, Dialog dialog, Optional<Ended> told) {
    dialog.close();
    ReasonDialog.whereNeeded(
        ReasonNeeded.class,
        "Close the session of " + session.openedBy().name(),
        "Close and reveal",
        reason -> close(session.id(), reason, told));
  }

  private void close(SessionId session, String reason, Optional<Ended> told) {
    try {
      sessions.close(session, who, reason, told);
    } catch (BlindProblem problem) {
      Notice.problem(problem.words());
    }
    look();
  }
}
