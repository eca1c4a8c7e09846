package lab.harmony.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.People;
import lab.harmony.people.ReasonNeeded;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Whoever started something may stop it; others have to say why.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class JobStopsTest {

  @TempDir static Path data;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("harmony.data", data::toString);
    registry.add("harmony.worker.enabled", () -> false);
    registry.add("harmony.person", () -> "Ada");
  }

  @Autowired People people;
  @Autowired Roles roles;
  @Autowired JobQueue jobs;
  @Autowired JdbcClient database;

  private int made;

  private JobId started(Actor by) {
    var id = new JobId("s-" + by.person() + "-" + made++);
    jobs.submit(new NewJob(id, "estimate-of-a-test", new Job.Order(1, "{}"), by), () -> {});
    return id;
  }

  private Actor somebody(String name, Role role) {
    return Actor.of(people.add(name, role));
  }

  private Actor owner() {
    return Actor.of(people.local());
  }

  private boolean isOver(JobId job) {
    return jobs.find(job).orElseThrow().state() instanceof JobState.Cancelled;
  }

  private String trail(String of) {
    return String.join(
        "\n",
        database
            .sql("select details from audit_entry where kind = 'work-stopped' and subject = :of")
            .param("of", of)
            .query(String.class)
            .list());
  }

  @Test
  void whoeverStartedItStopsItWhateverTheirRoleIsNow() {
    var grace = somebody("Grace", Role.RESEARCHER);
    var job = started(grace);
    roles.give(grace.person(), Role.READER, owner());
    assertThat(jobs.cancel(job, grace, "")).isTrue();
    assertThat(isOver(job)).isTrue();
    assertThat(jobs.stopped(job)).isEmpty();
    assertThat(trail(job.value())).isEmpty();
  }

  @Test
  void anotherResearcherSaysWhyAndItStandsWithTheJobAndInTheTrail() {
    var job = started(somebody("Linus", Role.RESEARCHER));
    var mary = somebody("Mary", Role.RESEARCHER);
    assertThatThrownBy(() -> jobs.cancel(job, mary, "  "))
        .isInstanceOf(ReasonNeeded.class)
        .hasMessageContaining("stop what Linus has started");
    assertThat(isOver(job)).isFalse();

    assertThat(jobs.cancel(job, mary, " The disk\nis full. ")).isTrue();
    assertThat(isOver(job)).isTrue();
    assertThat(jobs.stopped(job).orElseThrow().words())
        .isEqualTo("Stopped by Mary: The disk is full.");
    assertThat(trail(job.value())).contains("\"of\":\"Linus\"", "\"reason\":\"The disk is full.\"");
    assertThat(jobs.cancel(job, mary, "again")).as("it is over").isFalse();
    assertThat(trail(job.value())).doesNotContain("again");
  }

  @Test
  void anOwnerNeedsNoReasonAndIsNamed() {
    var job = started(somebody("Alan", Role.RESEARCHER));
    assertThat(jobs.cancel(job, owner(), "")).isTrue();
    assertThat(jobs.stopped(job).orElseThrow().words()).isEqualTo("Stopped by Ada.");
    assertThat(trail(job.value())).contains("\"of\":\"Alan\"");
  }

  @Test
  void reviewersAndReadersStopNothingOfOthers() {
    var job = started(somebody("Edsger", Role.RESEARCHER));
    for (var role : new Role[] {Role.REVIEWER, Role.READER}) {
      var other = somebody("Some " + role.word(), role);
      assertThatThrownBy(() -> jobs.cancel(job, other, "Because.")).isInstanceOf(NotAllowed.class);
    }
    var gone = started(somebody("Barbara", Role.RESEARCHER));
    var barbara = jobs.find(gone).orElseThrow().submittedBy().orElseThrow().id();
    roles.leaveOut(barbara, owner());
    assertThatThrownBy(() -> jobs.cancel(gone, new Actor(barbara), ""))
        .as("whoever may not sign in any more")
        .isInstanceOf(NotAllowed.class);
    assertThat(isOver(job)).isFalse();
    assertThat(isOver(gone)).isFalse();
  }
}
