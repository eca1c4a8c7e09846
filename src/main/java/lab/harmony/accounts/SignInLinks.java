package lab.harmony.accounts;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/// Links that sign a person in once, within an hour, on this machine.
///
/// They need no running lab: whoever can write the data folder may issue one, and the lab accepts
/// it.
@Service
public class SignInLinks {
  /// How long a link waits to be used.
  public static final Duration LIFE = Duration.ofHours(1);

  private final TokenFolder tokens;
  private final String person;

  @Autowired
  SignInLinks(DataFolder data, Clock clock, HarmonySettings settings) {
    this(data, clock, settings.person());
  }

  /// @param person who signs in with them
  public SignInLinks(DataFolder data, Clock clock, String person) {
    tokens = new TokenFolder(data.root().resolve("accounts").resolve("links"), LIFE, clock);
    this.person = person.isBlank() ? "owner" : person.strip();
  }

  /// A fresh link into the lab that answers at `lab` (`http://127.0.0.1:8080`).
  public URI issue(URI lab) {
    return lab.resolve("/sign-in?token=" + tokens.issue(person));
  }

  /// A fresh link that opens `page` of the lab (`/experiments/baseline`) once it has signed in.
  public URI issue(URI lab, String page) {
    return URI.create(issue(lab) + "&open=" + page);
  }

  /// The person a link was for, if it exists, has not expired and was not used before.
  Optional<String> consume(String token) {
    return tokens.consume(token);
  }

  /// The name of whoever uses this machine's lab.
  String person() {
    return person;
  }
}
