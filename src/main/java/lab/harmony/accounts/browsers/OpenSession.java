package lab.harmony.accounts.browsers;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import lab.harmony.people.PersonId;

/// Somebody who is signed in now, in one browser; it stands in their session, and goes with it.
public final class OpenSession implements HttpSessionBindingListener {

  public static final String ATTRIBUTE = OpenSession.class.getName();

  /// Between two of these what was last used is not written down again.
  private static final Duration PACE = Duration.ofMinutes(5);

  private final String id;
  private final PersonId person;
  private final HttpSession session;
  private final Consumer<OpenSession> gone;
  private volatile BrowserNote note;
  private volatile Instant written;
  private volatile Instant shown;
  private volatile boolean ended;

  /// @param id of the remembered browser, or of the session where it is not remembered
  /// @param shown when they last showed who they are
  /// @param gone is told when the session is over
  public OpenSession(
      String id,
      PersonId person,
      HttpSession session,
      BrowserNote note,
      Instant shown,
      Consumer<OpenSession> gone) {
    this.id = id;
    this.person = person;
    this.session = session;
    this.note = note;
    this.written = note.used();
    this.shown = shown;
    this.gone = gone;
  }

  public static Optional<OpenSession> of(HttpSession session) {
    try {
      return Optional.ofNullable((OpenSession) session.getAttribute(ATTRIBUTE));
    } catch (IllegalStateException over) {
      return Optional.empty();
    }
  }

  public String id() {
    return id;
  }

  public PersonId person() {
    return person;
  }

  public HttpSession session() {
    return session;
  }

  public BrowserNote note() {
    return note;
  }

  /// @return whether it is time to write it down
  public boolean used(Instant now, String address) {
    note = note.usedAt(now, address);
    if (now.isBefore(written.plus(PACE))) {
      return false;
    }
    written = now;
    return true;
  }

  /// When they last showed who they are.
  public Instant shown() {
    return shown;
  }

  /// They showed it then.
  public void show(Instant then) {
    shown = then;
  }

  /// Lets in nobody from now on.
  public void end() {
    ended = true;
  }

  public boolean isEnded() {
    return ended;
  }

  @Override
  public void valueUnbound(HttpSessionBindingEvent event) {
    gone.accept(this);
  }
}
