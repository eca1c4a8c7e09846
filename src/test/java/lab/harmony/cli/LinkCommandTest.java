package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Rights;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine;

@Tag("unit")
class LinkCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theLinkIsForThePortAndPersonOfTheRunningLab() throws IOException {
    note(
        ProcessHandle.current().pid(), ProcessHandle.current().info().startInstant().orElseThrow());
    assertThat(link()).isZero();
    assertThat(out.toString()).startsWith("http://127.0.0.1:9191/sign-in?token=");
    assertThat(err.toString()).contains("signs Grace in").doesNotContain("No lab runs");
  }

  @Test
  void whatTheCallSaysComesFirst() throws IOException {
    note(
        ProcessHandle.current().pid(), ProcessHandle.current().info().startInstant().orElseThrow());
    assertThat(link("--port", "7000", "--person", "Ada")).isZero();
    assertThat(out.toString()).startsWith("http://127.0.0.1:7000/");
    assertThat(err.toString()).contains("signs Ada in");
  }

  @Test
  void aLabThatDiedCountsForNothingAndIsSaid() throws IOException {
    note(ProcessHandle.current().pid(), Instant.EPOCH);
    assertThat(link()).isZero();
    assertThat(out.toString()).startsWith("http://127.0.0.1:8080/");
    assertThat(err.toString()).contains("No lab runs on the data folder").contains("--port 8080");
  }

  @Test
  void aDamagedNoteCountsForNothing() throws IOException {
    Files.createDirectories(note().getParent());
    Files.writeString(note(), "null");
    assertThat(link()).isZero();
    Files.writeString(note(), "{\"port\":");
    assertThat(link()).isZero();
    assertThat(out.toString()).contains(":8080/");
  }

  @Test
  void thatALinkWasMadeStandsInTheTrailAndTheLinkDoesNot() {
    var data = new DataFolder(folder);
    MigratedDatabase.in(data);
    assertThat(link("--person", "Grace")).isZero();
    assertThat(
            AuditTrail.of(data, Clock.systemUTC()).list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 9))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.kind()).isEqualTo("sign-in-link-made");
          assertThat(entry.facts()).containsEntry("whom", "Grace");
          var token = out.toString().strip().replaceAll(".*token=", "");
          assertThat(entry.toString()).doesNotContain(token);
        });
  }

  @Test
  void noLinkIsPrintedForWhoMayNotComeIn() {
    var data = new DataFolder(folder);
    MigratedDatabase.in(data);
    var people = People.of(HarmonySettings.read("--harmony.data=" + folder), Clock.systemUTC());
    var grace = people.add("Grace", Role.RESEARCHER);
    var roles = new Roles(people, new Rights(people));
    roles.leaveOut(grace.id(), new Actor(people.localId()));
    new JdbcTemplate(
            new DriverManagerDataSource(
                LabDatabase.of(data).url(), LabDatabase.USER, LabDatabase.PASSWORD))
        .update("insert into shut_out (person) values (?)", grace.id().value());
    assertThat(link("--person", "Grace")).isEqualTo(2);
    assertThat(err.toString()).contains("was shut out of the lab");
    assertThat(link("--person", grace.id().value())).isEqualTo(2);
    assertThat(err.toString()).contains("Grace may not sign in");
    assertThat(out.toString()).doesNotContain("token=");
    assertThat(link("--person", "Somebody new")).isZero();
    assertThat(out.toString()).contains("token=");
  }

  private int link(String... words) {
    return new CommandLine(new LinkCommand(() -> new DataFolder(folder)))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  private void note(long process, Instant since) throws IOException {
    Files.createDirectories(note().getParent());
    Files.writeString(
        note(),
        "{\"port\": 9191, \"person\": \"Grace\", \"process\": %d, \"since\": \"%s\"}"
            .formatted(process, since));
  }

  private Path note() {
    return folder.resolve("accounts").resolve("running.json");
  }
}
