package lab.harmony.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.MigratedDatabase;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import tools.jackson.databind.json.JsonMapper;

@Tag("unit")
class PeopleTest {

  private final JdbcDataSource database = MigratedDatabase.inMemory();
  private final List<Object> told = new ArrayList<>();
  private People people;

  @BeforeEach
  void open() {
    people = started("Ada");
  }

  /// The people as a process knows them that begins now with these settings.
  private People started(String name) {
    return new People(
        new PeopleTable(JdbcClient.create(database), Clock.systemUTC()),
        HarmonySettings.read("--harmony.person=" + name),
        new DataSourceTransactionManager(database),
        told::add,
        Optional.empty());
  }

  @Test
  void whoeverTheSettingsNameIsTheOwnerAlsoAfterTheyAreCalledOtherwise() {
    var ada = people.local();
    assertThat(ada.name()).isEqualTo("Ada");
    assertThat(ada.role()).isEqualTo(Role.OWNER);
    assertThat(ada.maySignIn()).isTrue();

    people.rename(ada.id(), "Ada Lovelace");
    assertThat(started("Ada").local())
        .isEqualTo(new Person(ada.id(), "Ada Lovelace", Role.OWNER, true));
    assertThat(started("Ada Lovelace").localId()).isEqualTo(ada.id());
    assertThat(people.all()).hasSize(1);
  }

  @Test
  void whoOwnedTheLabStaysNotedOutsideOfItsDatabase(@TempDir Path folder) throws IOException {
    var settings = HarmonySettings.read("--harmony.data=" + folder, "--harmony.person=Ada");
    var owners = NotedOwners.in(folder);
    MigratedDatabase.in(settings.data());
    var first = People.of(settings, Clock.systemUTC()).localId();
    assertThat(People.of(settings, Clock.systemUTC()).localId()).isEqualTo(first);
    assertThat(owners.file()).hasContent(first + "\n");

    Files.writeString(owners.file(), "0d9c1f7e-ended-half-w", StandardOpenOption.APPEND);
    Files.delete(LabDatabase.of(settings.data()).file());
    MigratedDatabase.in(settings.data());
    var second = People.of(settings, Clock.systemUTC()).localId();

    assertThat(owners.all()).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void aDiskThatTakesNoNoteKeepsNoOwnerOut(@TempDir Path folder) throws IOException {
    var settings = HarmonySettings.read("--harmony.data=" + folder, "--harmony.person=Ada");
    MigratedDatabase.in(settings.data());
    Files.createDirectory(NotedOwners.in(folder).file());
    assertThat(People.of(settings, Clock.systemUTC()).local().name()).isEqualTo("Ada");
  }

  @Test
  void somebodyKnownByTheirScoresBecomesTheOwnerWhenTheSettingsNameThem() {
    var scored = people.named("Grace");
    assertThat(scored.maySignIn()).isFalse();
    var owner = started("Grace").local();
    assertThat(owner.id()).isEqualTo(scored.id());
    assertThat(owner.role()).isEqualTo(Role.OWNER);
    assertThat(owner.maySignIn()).isTrue();
  }

  @Test
  void nobodyBecomesAnOwnerBecauseTheyAreCalledLikeOne() {
    var reviewer = people.add("Grace", Role.REVIEWER);
    var owner = started("Grace").local();
    assertThat(owner.id()).isNotEqualTo(reviewer.id());
    assertThat(people.get(reviewer.id())).isEqualTo(reviewer);
    assertThat(started("Grace").localId()).as("at every start").isEqualTo(owner.id());

    people.rename(owner.id(), "Grace Hopper");
    people.add("Grace", Role.RESEARCHER);
    assertThat(started("Grace").localId()).isEqualTo(owner.id());
  }

  @Test
  void theOwnerIsNotedOnceWhoeverStartsTheLabAfterwards() {
    var ada = people.localId();
    assertThat(started("root").localId()).isEqualTo(ada);
    assertThat(started("Grace").local().name()).isEqualTo("Ada");
    assertThat(people.all()).extracting(Person::role).containsExactly(Role.OWNER);
  }

  @Test
  void aLabThatHadAnOwnerBeforeOneWasNotedKeepsThem() {
    var first = people.add("Ada", Role.OWNER);
    var second = people.add("root", Role.OWNER);
    assertThat(started("Linus").localId()).as("the first").isEqualTo(first.id());
    noteNobody();
    assertThat(started("root").localId()).as("whom the settings name").isEqualTo(second.id());
    assertThat(people.all()).hasSize(2);
  }

  private void noteNobody() {
    JdbcClient.create(database).sql("update lab_owner set person = null").update();
  }

  @Test
  void severalProcessesThatStartFirstAtOnceNoteOneOwner() throws Exception {
    var ids =
        atOnce(List.of("Ada", "root", "Grace", "Ada", "root"), name -> started(name).localId());
    assertThat(ids).containsOnly(ids.getFirst());
    assertThat(people.all()).hasSize(1);
  }

  @Test
  void nobodyWhoCameWithAnIdOfAnotherLabIsTakenForTheOwner() {
    var elsewhere = people.named("Ada", Optional.of(PersonId.random()));
    var owner = people.local();
    assertThat(owner.id()).isNotEqualTo(elsewhere.id());
    assertThat(people.get(elsewhere.id())).isEqualTo(elsewhere);
    assertThat(people.meantHere("Ada")).containsExactly(owner);
  }

  @Test
  void severalWhoChangeAPersonAtOnceLoseNothing() throws Exception {
    for (int round = 0; round < 20; round++) {
      var ada = people.named("Ada " + round).id();
      var name = "Lovelace " + round;
      atOnce(
          List.<Runnable>of(
              () -> started("x").rename(ada, name), () -> started("x").admit(ada, Role.RESEARCHER)),
          change -> {
            change.run();
            return ada;
          });
      assertThat(people.get(ada)).isEqualTo(new Person(ada, name, Role.RESEARCHER, true));
    }
  }

  private static <T> List<PersonId> atOnce(List<T> several, Function<T, PersonId> each)
      throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var ids = new ArrayList<PersonId>();
      for (var answer :
          pool.invokeAll(
              several.stream().<Callable<PersonId>>map(one -> () -> each.apply(one)).toList())) {
        ids.add(answer.get());
      }
      return ids;
    }
  }

  @Test
  void whatIsNoIdInAFileSaysNobodyAndTheRestHolds() {
    record Signed(String by, Optional<PersonId> byId, int after) {}
    for (var wrong : List.of("\"Ada\"", "\"\"", "5", "null", "{\"a\": [1]}", "[\"x\"]", "true")) {
      assertThat(
              JsonMapper.shared()
                  .readValue(
                      "{\"by\": \"Ada\", \"byId\": %s, \"after\": 3}".formatted(wrong),
                      Signed.class))
          .isEqualTo(new Signed("Ada", Optional.empty(), 3));
    }
    var ada = people.localId();
    var signed = new Signed("Ada", Optional.of(ada), 3);
    assertThat(
            JsonMapper.shared()
                .readValue(JsonMapper.shared().writeValueAsString(signed), Signed.class))
        .isEqualTo(signed);
  }

  @Test
  void twoOfOneNameStayTwo() {
    var one = people.add("Grace", Role.RESEARCHER);
    var other = people.add("Grace", Role.READER);
    assertThat(one.id()).isNotEqualTo(other.id());
    assertThat(people.meant("Grace")).containsExactly(one, other);
    people.rename(other.id(), "Grace H.");
    assertThat(people.meant("Grace")).containsExactly(one);
    assertThat(people.get(one.id()).name()).isEqualTo("Grace");
  }

  @Test
  void aNameAloneMeansWhoIsCalledSoNowAndElseWhoWasBefore() {
    var ada = people.named("ada");
    assertThat(people.named(" ada ")).isEqualTo(ada);
    people.rename(ada.id(), "Ada Lovelace");
    assertThat(people.named("ada").id()).isEqualTo(ada.id());
    var another = people.add("ada", Role.READER);
    assertThat(people.named("ada").id()).isEqualTo(another.id());
    assertThat(people.named("Zoë")).as("composed otherwise").isEqualTo(people.named("Zoe\u0308"));
  }

  @Test
  void anIdOfAnotherLabIsSomebodyNewOnceAlsoWhereOthersAreCalledSo() {
    var here = people.named("Ada");
    var id = PersonId.random();
    var elsewhere = people.named("Ada", Optional.of(id));
    assertThat(elsewhere.id()).isEqualTo(id).isNotEqualTo(here.id());
    assertThat(people.named("Ada L.", Optional.of(id))).isEqualTo(elsewhere);
    assertThat(people.named("Ada", Optional.of(here.id()))).isEqualTo(here);
  }

  @Test
  void aNewNameIsToldAndNothingIsWhereNothingChanges() {
    var ada = people.named("Ada");
    people.rename(ada.id(), " Ada ");
    assertThat(told).isEmpty();
    people.rename(ada.id(), "Ada L.");
    people.admit(ada.id(), Role.RESEARCHER);
    assertThat(told).containsExactly(new PersonChanged(ada.id()), new PersonChanged(ada.id()));
    assertThat(people.admit(ada.id(), Role.READER).role()).isEqualTo(Role.RESEARCHER);
  }

  @Test
  void whatNobodyCanBeCalledIsRefusedInWords() {
    assertThatThrownBy(() -> people.named(" ")).hasMessage("a name has 1 to 200 characters, got 0");
    assertThatThrownBy(() -> people.named("x".repeat(201))).hasMessageContaining("got 201");
    assertThatThrownBy(() -> people.add("a\nb", Role.READER)).hasMessageContaining("one line");
    assertThatThrownBy(() -> new PersonId("Ada")).hasMessageContaining("got \"Ada\"");
    assertThatThrownBy(() -> people.get(PersonId.random())).hasMessageContaining("nobody here");
  }

  @Test
  void manyWhoMissSomebodyAtOnceMakeOne() throws Exception {
    var ids = atOnce(List.of(1, 2, 3, 4, 5, 6), _ -> started("Ada").named("Linus").id());
    assertThat(ids).containsOnly(ids.getFirst());
  }
}
