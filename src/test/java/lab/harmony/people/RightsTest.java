package lab.harmony.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Optional;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

@Tag("unit")
class RightsTest {

  private People people;
  private Rights rights;

  @BeforeEach
  void open() {
    var database = MigratedDatabase.inMemory();
    people =
        new People(
            new PeopleTable(JdbcClient.create(database), Clock.systemUTC()),
            HarmonySettings.read("--harmony.person=Ada"),
            new DataSourceTransactionManager(database),
            _ -> {},
            Optional.empty());
    rights = new Rights(people);
  }

  private Actor somebody(Role role) {
    return Actor.of(people.add(role.word(), role));
  }

  @Test
  void whoeverMayDoMoreMayDoAllThatOthersMay() {
    for (var right : Right.values()) {
      boolean before = true;
      for (var role : Role.values()) {
        assertThat(right.has(role)).as("%s of %s", right, role).isIn(false, before);
        before = right.has(role);
      }
      assertThat(right.has(Role.OWNER)).as("%s of an owner", right).isTrue();
    }
  }

  @Test
  void aRoleThatIsMissingIsSaidWithWhatItIsNeededFor() {
    assertThatThrownBy(() -> rights.require(somebody(Role.REVIEWER), Right.PUBLISH))
        .isInstanceOf(NotAllowed.class)
        .hasMessage(
            "To publish reports you need the role of researcher or more; yours is reviewer. Ask an"
                + " owner of the lab.");
    assertThatThrownBy(() -> rights.require(somebody(Role.RESEARCHER), Right.READ_AUDIT))
        .hasMessageStartingWith("To read the audit trail you need the role of owner;");
  }

  @Test
  void aHigherRoleHoldsAtOnce() {
    var reader = somebody(Role.READER);
    assertThat(rights.may(reader, Right.REVIEW)).isFalse();
    people.admit(reader.person(), Role.REVIEWER);
    assertThatCode(() -> rights.require(reader, Right.REVIEW)).doesNotThrowAnyException();
  }

  @Test
  void whoeverIsKnownByTheirScoresAloneMayDoNothing() {
    var elsewhere = Actor.of(people.named("Ben"));
    assertThat(rights.may(elsewhere, Right.READ_REPORTS)).isFalse();
    assertThatThrownBy(() -> rights.require(elsewhere, Right.READ_REPORTS))
        .hasMessageContaining("you may not sign in any more");
    assertThat(rights.may(new Actor(PersonId.random()), Right.READ_REPORTS)).isFalse();
  }
}
