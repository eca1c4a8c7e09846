package lab.harmony.accounts;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import lab.harmony.people.People;
import lab.harmony.workspace.DataFolder;
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
  private final Supplier<String> whom;

  /// Those of a lab are for its owner.
  @Autowired
  SignInLinks(DataFolder data, Clock clock, People people) {
    this(data, clock, () -> people.localId().value());
  }

  /// @param whom who signs in with them: an id, or a name; the lab's owner where it is blank
  public SignInLinks(DataFolder data, Clock clock, String whom) {
    this(data, clock, whom::strip);
  }

  private SignInLinks(DataFolder data, Clock clock, Supplier<String> whom) {
    tokens = new TokenFolder(data.root().resolve("accounts").resolve("links"), LIFE, clock);
    this.whom = whom;
  }

  /// A fresh link into the lab that answers at `lab` (`http://127.0.0.1:8080`).
  public URI issue(URI lab) {
    return lab.resolve("/sign-in?token=" + tokens.issue(whom.get()));
  }

  /// A fresh link that opens `page` of the lab (`/experiments/baseline`) once it has signed in.
  public URI issue(URI lab, String page) {
    return URI.create(issue(lab) + "&open=" + page);
  }

  /// Whom a link was for, by id or name, if it exists, has not expired and was not used before.
  Optional<String> consume(String token) {
    return tokens.consume(token);
  }
}
