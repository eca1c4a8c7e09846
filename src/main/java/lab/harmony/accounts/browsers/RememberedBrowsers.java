package lab.harmony.accounts.browsers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.accounts.links.Admission;
import lab.harmony.accounts.links.TokenFolder;
import lab.harmony.network.LabCookies;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.DataFolder;
import org.springframework.stereotype.Service;

/// Browsers that signed in once and stay signed in for thirty days, also when the lab restarts.
///
/// Labs of before noted a name for each; it is replaced by the id when a lab starts.
@Service
public class RememberedBrowsers {
  private static final Duration LIFE = Duration.ofDays(30);

  private static final String COOKIE = "harmony-browser";

  private final TokenFolder tokens;
  private final Admission admission;
  private final LabCookies cookies;
  private final Clock clock;

  /// What the disk did not let go of, while the lab runs.
  private final Map<String, PersonId> ended = new ConcurrentHashMap<>();

  private final Map<PersonId, Instant> endedUntil = new ConcurrentHashMap<>();

  public RememberedBrowsers(DataFolder data, Clock clock, Admission admission, LabCookies cookies) {
    tokens = new TokenFolder(data.root().resolve("accounts").resolve("browsers"), LIFE, clock);
    this.admission = admission;
    this.cookies = cookies;
    this.clock = clock;
    tokens.rewrite(whom ->
        PersonId.parse(whom).isPresent()
            ? Optional.of(whom)
            : admission.admit(whom).map(PersonId::value));
  }

  /// @return by which the browser is named from now on
  public String remember(
      PersonId person, BrowserNote note, HttpServletRequest request, HttpServletResponse response) {
    cookies.read(request, COOKIE).ifPresent(tokens::revoke); // it is the same browser
    var token = tokens.issue(person.value(), note.text());
    cookies.write(request, response, COOKIE, token, LIFE);
    return TokenFolder.id(token);
  }

  /// A browser that comes back.
  ///
  /// @param id by which it is named
  public record Known(PersonId person, String id) {}

  public Optional<Known> known(HttpServletRequest request) {
    return cookies
        .read(request, COOKIE)
        .map(TokenFolder::id)
        .flatMap(this::remembered)
        .flatMap(
            kept -> admission.admit(kept.person()).map(person -> new Known(person, kept.id())));
  }

  private Optional<TokenFolder.Kept> remembered(String id) {
    return tokens
        .kept(id)
        .filter(kept -> !ended.containsKey(id))
        .filter(kept ->
            PersonId.parse(kept.person())
                .map(endedUntil::get)
                .filter(kept.expires().minus(LIFE)::isBefore)
                .isEmpty());
  }

  /// Whether the browser of this name comes back by itself.
  public boolean isRemembered(String id) {
    return remembered(id).isPresent();
  }

  /// @return whether the disk has let go of it; it lets nobody in in any case
  public boolean forget(HttpServletRequest request, HttpServletResponse response) {
    cookies.write(request, response, COOKIE, "", Duration.ZERO);
    return cookies
        .read(request, COOKIE)
        .flatMap(token ->
            tokens
                .person(token)
                .flatMap(PersonId::parse)
                .map(person -> end(TokenFolder.id(token), person)))
        .orElse(true);
  }

  /// What a disk did not let go of when it was ended.
  public List<String> notForgotten(PersonId person) {
    return ended.entrySet().stream()
        .filter(it -> it.getValue().equals(person))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Those of a person, by what they are named.
  public Map<String, BrowserNote> of(PersonId person) {
    var notes = new HashMap<String, BrowserNote>();
    tokens.kept().stream()
        .filter(kept -> kept.person().equals(person.value()))
        .forEach(kept ->
            notes.put(kept.id(), BrowserNote.read(kept.note(), kept.expires().minus(LIFE))));
    return notes;
  }

  /// Never what was ended meanwhile.
  public synchronized void note(String id, BrowserNote note) {
    tokens.note(id, note.text());
  }

  /// The browser of this name is remembered no more.
  ///
  /// @return whether the disk has let go of it; it lets nobody in in any case
  public synchronized boolean end(String id, PersonId person) {
    ended.put(id, person);
    try {
      tokens.end(id);
      ended.remove(id);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /// Whatever is remembered of a person until now lets nobody in, where the disk does not say what
  /// that is.
  public void endAll(PersonId person) {
    endedUntil.put(person, clock.instant());
  }
}
