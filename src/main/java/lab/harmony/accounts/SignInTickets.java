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
import lab.harmony.accounts.SignInRecord.Way;
import lab.harmony.people.PersonId;
import org.springframework.stereotype.Component;

/// Between a page on which somebody showed who they are and the session that is theirs: a word that
/// the browser of that page alone can use, once, within a minute.
@Component
class SignInTickets {
  private static final Duration LIFE = Duration.ofMinutes(1);
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();

  SignInTickets(Clock clock) {
    this.clock = clock;
  }

  /// Whom it lets in, and how they showed who they are.
  record Shown(PersonId person, Way way) {}

  private record Ticket(Shown shown, String session, Instant until) {}

  /// The address that lets the browser of this session in.
  String issue(PersonId person, Way way, HttpSession session) {
    var now = clock.instant();
    tickets.values().removeIf(ticket -> !now.isBefore(ticket.until));
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var word = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    tickets.put(word, new Ticket(new Shown(person, way), session.getId(), now.plus(LIFE)));
    return "/sign-in?ticket=" + word;
  }

  /// Whatever this person showed before opens nothing.
  void drop(PersonId person) {
    tickets.values().removeIf(ticket -> ticket.shown.person.equals(person));
  }

  Optional<Shown> consume(String word, Optional<HttpSession> session) {
    return Optional.ofNullable(tickets.remove(word))
        .filter(ticket -> clock.instant().isBefore(ticket.until))
        .filter(
            ticket -> session.map(HttpSession::getId).filter(ticket.session::equals).isPresent())
        .map(Ticket::shown);
  }
}
