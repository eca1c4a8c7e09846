package lab.harmony.reports.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import lab.harmony.people.Somebody;
import lab.harmony.reports.ShelvedReports;
import lab.harmony.reports.frozen.Edition;
import lab.harmony.reports.frozen.SampleReports;
import lab.harmony.reports.shelf.ReportLine;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class ReportReadersTest {

  private static final String PAGE = "<!doctype html><title>t</title><main>Baseline</main>";

  @TempDir Path folder;
  private People people;
  private AuditTrail trail;
  private ShelvedReports shelf;
  private Actor owner;
  private Actor author;
  private Actor researcher;
  private Actor reviewer;
  private Actor reader;
  private Actor stranger;
  private ReportLine line;

  @BeforeEach
  void aReportAndPeopleOfEveryRole() {
    var source = MigratedDatabase.inMemory();
    people = Somebody.in(source);
    trail = AuditTrail.over(source, Clock.systemUTC());
    shelf = new ShelvedReports(folder, source, people, trail, Clock.systemUTC());
    owner = new Actor(people.localId());
    author = Actor.of(people.add("Mira", Role.RESEARCHER));
    researcher = Actor.of(people.add("Jun", Role.RESEARCHER));
    reviewer = Actor.of(people.add("Ben", Role.REVIEWER));
    reader = Actor.of(people.add("Eve", Role.READER));
    stranger = Actor.of(people.named("Somebody of a file"));
    shelf.place("baseline", SampleReports.NOON, Optional.of(author.person()), Edition.FIRST, PAGE);
    line = shelf.index.lines().getFirst();
  }

  @Test
  void unlessSomebodySaysOtherwiseAReportIsForEverybodyWhoReadsReports() {
    assertThat(shelf.readership.of(line)).isEqualTo(new Audience.Team());
    assertThat(who()).containsExactly(true, true, true, true, true, false);
  }

  @Test
  void aReportForNamedPeopleIsReadByThemItsAuthorsAndOwnersAlone() {
    shelf.readership.decide(line, new Audience.Named(Set.of(reader.person())), author);

    assertThat(who()).containsExactly(true, true, false, false, true, false);
    assertThat(shelf.readership.of(line)).isEqualTo(new Audience.Named(Set.of(reader.person())));
    for (var way :
        List.of(
            shelf.readers.lines(researcher).isEmpty(),
            shelf.readers.known(researcher).isEmpty(),
            shelf.readers.find(line.newest().name(), researcher).isEmpty(),
            shelf.readers.line(line.newest().name(), researcher).isEmpty())) {
      assertThat(way).isTrue();
    }
    assertThatThrownBy(() -> shelf.links.create(line.newest(), Duration.ofDays(7), researcher))
        .isInstanceOf(ReportRefusal.class)
        .hasMessageContaining("not there any more, or not for you");
  }

  @Test
  void aReportByLinkIsInNobodysListButItsAuthorsAndOwners() {
    shelf.readership.decide(line, new Audience.ByLink(), owner);

    assertThat(who()).containsExactly(true, true, false, false, false, false);
    shelf.readership.decide(line, new Audience.Team(), owner);
    assertThat(who()).containsExactly(true, true, true, true, true, false);
  }

  @Test
  void itHoldsForAllVersionsAndWhoeverPublishedOneIsAnAuthor() {
    shelf.readership.decide(line, new Audience.ByLink(), author);
    var second =
        shelf.place(
            "baseline",
            SampleReports.NOON.plusSeconds(60),
            Optional.of(researcher.person()),
            line.next(2, "More scores.", ""),
            PAGE);

    assertThat(shelf.readers.mayRead(researcher, line.newest().name())).isTrue();
    assertThat(shelf.readers.mayRead(author, second.name())).isTrue();
    assertThat(shelf.readers.mayRead(reader, second.name())).isFalse();
  }

  @Test
  void itsAuthorsAndOwnersSayWhoReadsItAndNobodyElse() {
    for (var other : List.of(researcher, reviewer, reader, stranger)) {
      assertThat(shelf.readership.mayDecide(other, line)).isFalse();
      assertThatThrownBy(() -> shelf.readership.decide(line, new Audience.ByLink(), other))
          .isInstanceOf(NotAllowed.class)
          .hasMessageContaining("say who reads");
    }
    assertThat(shelf.readership.of(line)).isEqualTo(new Audience.Team());
    assertThat(shelf.readership.mayDecide(author, line)).isTrue();
    assertThat(shelf.readership.mayDecide(owner, line)).isTrue();
  }

  @Test
  void whoSaidWhatIsWrittenDown() {
    shelf.readership.decide(
        line, new Audience.Named(Set.of(reader.person(), reviewer.person())), author);

    assertThat(trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 10))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.kind()).isEqualTo("report-readers-changed");
          assertThat(entry.who()).contains("Mira");
          assertThat(entry.subject()).isEqualTo(line.newest().name().value());
          assertThat(entry.facts())
              .containsEntry("audience", "named")
              .containsEntry("people", "2")
              .hasEntrySatisfying(
                  "readers",
                  readers ->
                      assertThat(readers)
                          .contains(reviewer.person() + " Ben", reader.person() + " Eve"));
        });
  }

  @Test
  void noReaderIsLeftOutOfWhatIsWrittenDownHoweverManyThereAre() {
    var many =
        IntStream.range(0, 60)
            .mapToObj(number -> people.add("Somebody with a long name " + number, Role.READER))
            .map(Person::id)
            .collect(Collectors.toSet());
    shelf.readership.decide(line, new Audience.Named(many), author);

    var facts = trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 1).getFirst().facts();
    assertThat(facts).containsEntry("people", "60");
    assertThat(facts.get("readers")).contains(many.stream().map(PersonId::value).toList());
    assertThat(trail.verify().isWhole()).isTrue();
  }

  @Test
  void whatIsNotWrittenDownIsNotDone() {
    shelf.readership.decide(line, new Audience.ByLink(), author);
    var many = new Audience.Named(Set.of(Somebody.called("nobody here").person()));

    assertThatThrownBy(() -> shelf.readership.decide(line, many, owner))
        .isInstanceOf(RuntimeException.class);

    assertThat(shelf.readership.of(line)).isEqualTo(new Audience.ByLink());
    assertThat(trail.count(AuditQuery.EVERYTHING)).isEqualTo(1);
  }

  @Test
  void whoeverLooksWithEachKeySeesWhatCameAndWentWithoutReadingAllAgain() throws IOException {
    settle();
    assertThat(shelf.readers.known(reader)).hasSize(1);
    Files.writeString(line.newest().page().resolveSibling("report.json"), "{}");
    assertThat(shelf.readers.known(reader)).as("files are not read with each key").hasSize(1);
    assertThat(shelf.readers.lines(reader)).isEmpty();

    shelf.place("another", SampleReports.NOON, Optional.empty(), Edition.FIRST, PAGE);
    assertThat(shelf.readers.known(reader))
        .extracting(one -> one.newest().experiment())
        .containsExactly("another");
    settle();
    assertThat(shelf.readers.known(reader)).hasSize(1);
    shelf.readership.decide(shelf.readers.lines(owner).getFirst(), new Audience.ByLink(), owner);
    assertThat(shelf.readers.known(reader)).isEmpty();
  }

  /// As if nothing had happened on the shelf for a while.
  private void settle() throws IOException {
    Files.setLastModifiedTime(
        folder.resolve("reports"), FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
  }

  /// Who of the owner, the author, a researcher, a reviewer, a reader and a stranger reads it.
  private List<Boolean> who() {
    var name = line.newest().name();
    return List.of(owner, author, researcher, reviewer, reader, stranger).stream()
        .map(one -> {
          var may = shelf.readers.mayRead(one, name);
          assertThat(shelf.readers.lines(one)).hasSize(may ? 1 : 0);
          return may;
        })
        .toList();
  }
}
