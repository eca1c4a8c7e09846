package lab.harmony.accounts;

import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import lab.harmony.accounts.SignInRecord.Way;
import lab.harmony.people.PersonId;
import org.springframework.stereotype.Component;

/// Between a page on which somebody showed who they are and the session that is theirs: a word that
/// the browser of that page alone can use, once, within a minute.
///
/// What somebody showed is worth nothing once all that was shown as them before is
/// [dropped][#drop], however far it has come: it is compared with the [#moment] before anything was
/// looked at.
@Component
class SignInTickets {
  private static final Duration LIFE = Duration.ofMinutes(1);
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
  private final AtomicLong moments = new AtomicLong();
  private final Map<PersonId, Long> dropped = new ConcurrentHashMap<>();

  SignInTickets(Clock clock) {
    this.clock = clock;
  }

  /// Whom it lets in, and how they showed who they are.
  ///
  /// @param since the moment before what they showed was looked at
  /// @param before when they showed it, if that was not just now
  record Shown(PersonId person, Way way, long since, Optional<Instant> before) {

    Shown(PersonId person, Way way, long since) {
      this(person, way, since, Optional.empty());
    }
  }

  private record Ticket(Shown shown, String session, Instant until) {}

  /// Now, in the order of what is shown and dropped.
  long moment() {
    return moments.get();
  }

  /// Whether what was shown is still worth something.
  boolean holds(Shown shown) {
    return dropped.getOrDefault(shown.person, -1L) < shown.since;
  }

  /// The address that lets the browser of this session in.
  String issue(Shown shown, HttpSession session) {
    var now = clock.instant();
    tickets.values().removeIf(ticket -> !now.isBefore(ticket.until));
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var word = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    tickets.put(word, new Ticket(shown, session.getId(), now.plus(LIFE)));
    return "/sign-in?ticket=" + word;
  }

  /// Whatever this person showed before opens nothing.
  void drop(PersonId person) {
    dropped.merge(person, moments.getAndIncrement(), Math::max);
    tickets.values().removeIf(ticket -> !holds(ticket.shown));
  }

  Optional<Shown> consume(String word, Optional<HttpSession> session) {
    return Optional.ofNullable(tickets.remove(word))
        .filter(ticket -> clock.instant().isBefore(ticket.until))
        .filter(
            ticket -> session.map(HttpSession::getId).filter(ticket.session::equals).isPresent())
        .map(Ticket::shown)
        .filter(this::holds);
  }
}
