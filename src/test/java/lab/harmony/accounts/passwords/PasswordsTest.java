package lab.harmony.accounts.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Optional;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The digests as a lab keeps them; other tests take cheaper ones.
@Tag("unit")
class PasswordsTest {

  @Test
  void whatIsKeptIsArgon2idAtTheCostThatIsPromisedAndFitsItsPasswordAlone() {
    var source = MigratedDatabase.inMemory();
    var ada = Somebody.researcher(Somebody.in(source), "Ada").person();
    var passwords = new Passwords(JdbcClient.create(source), Clock.systemUTC());
    var digest = passwords.digest("correct horse of the stable", "Ada");
    assertThat(digest.text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    passwords.set(ada, digest);
    assertThat(passwords.fits(Optional.of(ada), "correct horse of the stable")).isTrue();
    assertThat(passwords.fits(Optional.of(ada), "correct horse of the staple")).isFalse();
    assertThat(passwords.fits(Optional.empty(), "correct horse of the stable")).isFalse();
  }

  @Test
  void lookingForNobodysPasswordTakesWhatLookingForSomebodysDoes() {
    assertThat(Passwords.digests().upgradeEncoding(Passwords.OF_NOBODY))
        .as("the digest that nobody's password is compared with costs less than those of people")
        .isFalse();
    assertThat(Passwords.OF_NOBODY).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }
}
