package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import lab.harmony.accounts.browsers.BrowserName;
import lab.harmony.accounts.browsers.BrowserNote;
import lab.harmony.accounts.browsers.LastSeen;
import lab.harmony.accounts.browsers.OpenSession;
import lab.harmony.accounts.browsers.RememberedBrowsers;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonChanged;
import lab.harmony.people.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/// The browsers in which people are signed in: those that have the lab open, and those that are
/// remembered.
@Service
public class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private static final Executor AFTERWARDS = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

  private final RememberedBrowsers browsers;
  private final People people;
  private final LastSeen lastSeen;
  private final SessionPages pages;
  private final SignInTickets tickets;
  private final Clock clock;
  private final Set<OpenSession> open = ConcurrentHashMap.newKeySet();

  Sessions(
      RememberedBrowsers browsers,
      People people,
      LastSeen lastSeen,
      SessionPages pages,
      SignInTickets tickets,
      Clock clock) {
    this.browsers = browsers;
    this.people = people;
    this.lastSeen = lastSeen;
    this.pages = pages;
    this.tickets = tickets;
    this.clock = clock;
  }

  /// Somebody has signed in in a browser, which is remembered.
  void begin(SignInTickets.Shown shown, HttpServletRequest request, HttpServletResponse response) {
    var person = shown.person();
    var note = note(request);
    String id;
    try {
      id = browsers.remember(person, note, request, response);
    } catch (RuntimeException e) {
      // Whoever is in stays in until the lab restarts, also where the disk takes no note of it.
      log.warn(
          "A browser signed in and is not remembered; it needs a new link after a restart: {}",
          e.getMessage());
      id = UUID.randomUUID().toString();
    }
    hold(id, person, note, shown.before().orElseGet(clock::instant), request);
    writeDown(id, person, note);
  }

  /// A remembered browser has come back.
  ///
  /// @return whether it is in: not if it was ended meanwhile
  boolean goOn(RememberedBrowsers.Known browser, HttpServletRequest request) {
    var now = clock.instant();
    var note =
        Optional.ofNullable(browsers.of(browser.person()).get(browser.id()))
            .filter(before -> !before.address().isEmpty())
            .map(before -> before.usedAt(now, request.getRemoteAddr()))
            .orElseGet(() -> note(request));
    hold(browser.id(), browser.person(), note, Instant.EPOCH, request);
    if (!browsers.isRemembered(browser.id())) {
      endThis(request);
      return false;
    }
    writeDown(browser.id(), browser.person(), note);
    return true;
  }

  /// The browser that asks is signed out and remembered no more.
  void endThis(HttpServletRequest request) {
    Optional.ofNullable(request.getSession(false))
        .flatMap(OpenSession::of)
        .ifPresent(held -> {
          held.end();
          open.remove(held);
          tell(browsers.end(held.id(), held.person()), held.person());
        });
  }

  private void tell(boolean forgotten, PersonId person) {
    if (!forgotten) {
      log.error(
          "A browser of {} is signed out; that it was remembered cannot be removed from the disk.",
          person);
    }
  }

  private BrowserNote note(HttpServletRequest request) {
    var now = clock.instant();
    return new BrowserNote(
        BrowserName.of(request.getHeader("User-Agent")), request.getRemoteAddr(), now, now);
  }

  private void hold(
      String id, PersonId person, BrowserNote note, Instant shown, HttpServletRequest request) {
    var session = request.getSession();
    var held = new OpenSession(id, person, session, note, shown, this::gone);
    session.setAttribute(OpenSession.ATTRIBUTE, held);
    open.add(held);
  }

  private void gone(OpenSession session) {
    open.remove(session);
    if (!session.isEnded()) {
      writeDown(session.id(), session.person(), session.note());
    }
  }

  /// A browser asks for something.
  ///
  /// @return whether it may: not if its session was ended meanwhile
  boolean goesOn(HttpSession session, String address) {
    var held = OpenSession.of(session);
    held.filter(it -> !it.isEnded() && it.used(clock.instant(), address))
        .ifPresent(it -> writeDown(it.id(), it.person(), it.note()));
    return held.filter(OpenSession::isEnded).isEmpty();
  }

  /// It is not worth refusing anybody when it cannot be.
  private void writeDown(String id, PersonId person, BrowserNote note) {
    try {
      browsers.note(id, note);
      lastSeen.note(person, note.used());
    } catch (RuntimeException e) {
      log.warn("When a browser was last used is not noted: {}", e.getMessage());
    }
  }

  /// The browsers of a person, the one that was last used first.
  ///
  /// @param here the session that asks
  public List<SignedIn> of(PersonId person, Optional<HttpSession> here) {
    var notes = new HashMap<>(browsers.of(person));
    open.stream()
        .filter(it -> it.person().equals(person))
        .forEach(it -> notes.merge(it.id(), it.note(), Sessions::later));
    var own = here.flatMap(OpenSession::of).map(OpenSession::id).orElse("");
    return notes.entrySet().stream()
        .map(entry -> signedIn(entry, own))
        .sorted(Comparator.comparing(SignedIn::here).thenComparing(SignedIn::used).reversed())
        .toList();
  }

  private static BrowserNote later(BrowserNote one, BrowserNote other) {
    return one.used().isAfter(other.used()) ? one : other;
  }

  private static SignedIn signedIn(Map.Entry<String, BrowserNote> entry, String own) {
    var note = entry.getValue();
    return new SignedIn(
        entry.getKey(),
        note.name(),
        note.address(),
        note.since(),
        note.used(),
        entry.getKey().equals(own));
  }

  /// When people were last seen.
  Map<PersonId, Instant> seen() {
    var seen = new HashMap<>(lastSeen.all());
    open.forEach(it -> seen.merge(it.person(), it.note().used(), Sessions::later));
    return seen;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// Signs one of a person's browsers out, wherever it is.
  ///
  /// @throws NotForgotten in words, if it is signed out and the disk does not let go of it
  public void end(PersonId person, String id) {
    end(person, id::equals);
  }

  /// Signs all of a person's browsers out but the one that asks, also those that are about to come
  /// in.
  ///
  /// @return how many there were
  /// @throws NotForgotten in words, if they are signed out and the disk does not let go of them
  public int endOthers(PersonId person, Optional<HttpSession> here) {
    var own = here.flatMap(OpenSession::of).map(OpenSession::id).orElse("");
    tickets.drop(person);
    return end(person, id -> !id.equals(own));
  }

  /// Whoever is about to come in as this person does not.
  void letNobodyFinish(PersonId person) {
    tickets.drop(person);
  }

  /// Signs all of a person's browsers out, also those that are about to come in.
  ///
  /// @throws NotForgotten in words, if they are signed out and the disk does not let go of them
  void endAll(PersonId person) {
    tickets.drop(person);
    end(person, _ -> true);
  }

  /// What is open ends first, whatever becomes of what is noted; and once more afterwards, for a
  /// browser that came back in between.
  private int end(PersonId person, Predicate<String> which) {
    var ended = new HashSet<>(endOpen(person, which));
    try {
      browsers.of(person).keySet().stream().filter(which).forEach(ended::add);
      browsers.notForgotten(person).stream().filter(which).forEach(ended::add);
      long kept = ended.stream().filter(id -> !browsers.end(id, person)).count();
      if (kept > 0) {
        throw new NotForgotten(kept);
      }
    } catch (UncheckedIOException e) {
      browsers.endAll(person);
      throw new NotForgotten(e);
    } finally {
      ended.addAll(endOpen(person, which));
    }
    return ended.size();
  }

  private List<String> endOpen(PersonId person, Predicate<String> which) {
    var opened =
        open.stream()
            .filter(it -> it.person().equals(person) && !it.isEnded() && which.test(it.id()))
            .toList();
    opened.forEach(OpenSession::end);
    opened.forEach(this::close);
    return opened.stream().map(OpenSession::id).toList();
  }

  /// Nothing that it asks for is answered from now on. Where pages are open the session itself is
  /// over a little later: they are told to leave, and take a sudden end for a fault of the lab.
  private void close(OpenSession held) {
    if (pages.leave(held.session())) {
      CompletableFuture.runAsync(() -> invalidate(held.session()), AFTERWARDS);
    } else {
      invalidate(held.session());
    }
  }

  private static void invalidate(HttpSession session) {
    try {
      session.invalidate();
    } catch (IllegalStateException over) {
      log.debug("A session was over already", over);
    }
  }

  /// Whoever may not sign in any more is signed out everywhere, before others who hear of it could
  /// fail.
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void changed(PersonChanged event) {
    if (people.find(event.person()).filter(Person::maySignIn).isEmpty()) {
      try {
        endAll(event.person());
      } catch (NotForgotten e) {
        log.error("{} is signed out everywhere. {}", event.person(), e.getMessage());
      }
    }
  }
}
