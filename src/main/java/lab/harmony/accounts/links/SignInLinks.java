package lab.harmony.accounts.links;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import lab.harmony.people.People;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.LabDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Service;

/// Links that sign a person in once, within an hour, on this machine.
///
/// They need no running lab: whoever can write the data folder may issue one, and the lab accepts
/// it.
@Service
public class SignInLinks {
  /// How long a link waits to be used.
  public static final Duration LIFE = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(SignInLinks.class);

  private final TokenFolder tokens;
  private final Supplier<String> whom;

  /// Those of a lab are for its owner.
  @Autowired
  public SignInLinks(DataFolder data, Clock clock, People people) {
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

  /// Why a link for this person would let nobody in, in words.
  ///
  /// @param whom an id or a name; nobody for the lab's owner
  /// @return empty if it would let somebody in, or if nobody can know before the lab has started
  public static Optional<String> objection(DataFolder data, String whom) {
    var file = LabDatabase.of(data);
    if (!Files.exists(file.file())) {
      return Optional.empty();
    }
    try {
      var source = new DriverManagerDataSource(file.url(), LabDatabase.USER, LabDatabase.PASSWORD);
      var people =
          People.of(HarmonySettings.read("--harmony.data=" + data.root()), Clock.systemUTC());
      return new Admission(people, new ShutOut(JdbcClient.create(source))).objection(whom.strip());
    } catch (DataAccessException ofAnEarlierVersion) {
      return Optional.empty();
    }
  }

  /// None of those that were made for these lets anybody in. Where the disk does not let go of
  /// them, [Admission] refuses them as long as their person may not sign in.
  public void end(Predicate<String> whom) {
    try {
      tokens.rewrite(one -> whom.test(one) ? Optional.empty() : Optional.of(one));
    } catch (UncheckedIOException e) {
      log.warn("Links of somebody who was shut out are still on the disk: {}", e.getMessage());
    }
  }

  /// Whom a link was for, by id or name, if it exists, has not expired and was not used before.
  public Optional<String> consume(String token) {
    return tokens.consume(token);
  }
}
