package lab.harmony.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
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

  void remember(PersonId person, HttpServletRequest request, HttpServletResponse response) {
    cookies.write(request, response, COOKIE, tokens.issue(person.value()), LIFE);
  }

  Optional<PersonId> person(HttpServletRequest request) {
    return token(request).flatMap(tokens::person).flatMap(admission::admit);
  }

  void forget(HttpServletRequest request, HttpServletResponse response) {
    cookies.write(request, response, COOKIE, "", Duration.ZERO);
    token(request).ifPresent(tokens::revoke);
  }

  private Optional<String> token(HttpServletRequest request) {
    return cookies.read(request, COOKIE);
  }
}
