package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lab.harmony.network.LabCookies;
import lab.harmony.people.PersonId;
import lab.harmony.workspace.DataFolder;
import org.springframework.stereotype.Service;

/// Browsers that signed in once and stay signed in for thirty days, also when the lab restarts.
///
/// Labs of before noted a name for each; it is replaced by the id when a lab starts.
@Service
class RememberedBrowsers {
  private static final Duration LIFE = Duration.ofDays(30);

  private static final String COOKIE = "harmony-browser";

  private final TokenFolder tokens;
  private final Admission admission;
  private final LabCookies cookies;

  RememberedBrowsers(DataFolder data, Clock clock, Admission admission, LabCookies cookies) {
    tokens = new TokenFolder(data.root().resolve("accounts").resolve("browsers"), LIFE, clock);
    this.admission = admission;
    this.cookies = cookies;
    tokens.rewrite(whom ->
        PersonId.parse(whom).isPresent()
            ? Optional.of(whom)
            : admission.admit(whom).map(PersonId::value));
  }

  /// @return by which the browser is named from now on
  String remember(
      PersonId person, BrowserNote note, HttpServletRequest request, HttpServletResponse response) {
    cookies.read(request, COOKIE).ifPresent(tokens::revoke); // it is the same browser
    var token = tokens.issue(person.value(), note.text());
    cookies.write(request, response, COOKIE, token, LIFE);
    return TokenFolder.id(token);
  }

  /// A browser that comes back.
  ///
  /// @param id by which it is named
  record Known(PersonId person, String id) {}

  Optional<Known> known(HttpServletRequest request) {
    return cookies
        .read(request, COOKIE)
        .flatMap(token ->
            tokens
                .person(token)
                .flatMap(admission::admit)
                .map(person -> new Known(person, TokenFolder.id(token))));
  }

  synchronized void forget(HttpServletRequest request, HttpServletResponse response) {
    cookies.write(request, response, COOKIE, "", Duration.ZERO);
    cookies.read(request, COOKIE).ifPresent(tokens::revoke);
  }

  /// Those of a person, by what they are named.
  Map<String, BrowserNote> of(PersonId person) {
    var notes = new HashMap<String, BrowserNote>();
    tokens.kept().stream()
        .filter(kept -> kept.person().equals(person.value()))
        .forEach(kept ->
            notes.put(kept.id(), BrowserNote.read(kept.note(), kept.expires().minus(LIFE))));
    return notes;
  }

  /// Never what was ended meanwhile.
  synchronized void note(String id, BrowserNote note) {
    tokens.note(id, note.text());
  }

  /// The browser of this name is remembered no more.
  synchronized void end(String id) {
    tokens.end(id);
  }
}
