package lab.harmony.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import lab.harmony.sql.protocol.SqlColumn;
import lab.harmony.sql.protocol.SqlEvent;
import lab.harmony.sql.protocol.SqlKind;
import lab.harmony.sql.protocol.SqlTable;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the process that answers queries answers, and what it cannot do.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlEngineTest {

  private static final List<SqlColumn> COLUMNS =
      List.of(
          new SqlColumn("experiment", SqlKind.STRING),
          new SqlColumn("points", SqlKind.INTEGER),
          new SqlColumn("share", SqlKind.NUMBER),
          new SqlColumn("conflict", SqlKind.BOOLEAN),
          new SqlColumn("scored", SqlKind.DATETIME));

  private Path folder;
  private SqlEngine engine;

  @BeforeAll
  void start(@TempDir Path folder) {
    this.folder = folder;
    engine = new SqlEngine(new DataFolder(folder.resolve("data")));
  }

  @AfterAll
  void end() {
    engine.close();
  }

  @Test
  void aTableIsReadWithItsTypes() {
    var answer =
        answer(
            "select experiment, sum(points) as points, avg(share) as share, bool_or(conflict) as conflict, max(scored) as scored from scores group by all order by 1");

    assertThat(answer.columns()).isEqualTo(COLUMNS);
    assertThat(answer.rows())
        .containsExactly(
            List.of("baseline, \"quoted\"", "5", "0.5", "true", "2026-11-30 08:00:00"),
            List.of("lora", "1", "0.25", "false", "2026-11-30 09:00:00"));
    assertThat(answer.total()).isEqualTo(2);
  }

  @Test
  void whatIsMissingStaysMissing() {
    var answer = answer("select share from scores where share is null");

    assertThat(answer.rows()).hasSize(1);
    assertThat(answer.rows().getFirst()).containsExactly((String) null);
  }

  @Test
  void aFileIsReadByItsName() {
    assertThat(answer("select sum(n) from 'experiments/a/numbers.csv'").rows())
        .containsExactly(List.of("6"));
    assertThat(answer("select n from read_json('experiments/a/numbers.jsonl')").total())
        .isEqualTo(2);
  }

  @Test
  void onlyTheFirstRowsAreToldAndHowManyThereAre() {
    var answer = answer("from range(100000)");

    assertThat(answer.rows()).hasSize(100);
    assertThat(answer.total()).isEqualTo(100_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table x (a int)",
        "copy (select 1) to 'x.csv'",
        "insert into scores values (1)",
        "drop view scores",
        "attach 'x.db'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "pragma database_list",
        "call pragma_version()",
        "explain analyze select 1",
        "select 1; copy (select 1) to 'x.csv'",
        "export database 'x'",
        "checkpoint"
      })
  void whatIsNoQueryIsRefused(String statement) {
    assertThatThrownBy(() -> answer(statement))
        .isInstanceOf(SqlRefused.class)
        .hasMessageContaining("only a query can be answered");
  }

  @Test
  void twoQueriesAreRefused() {
    assertThatThrownBy(() -> answer("select 1; select 2")).hasMessage("need one query, got 2");
    assertThatThrownBy(() -> answer("  -- nothing\n")).hasMessage("need one query, got 0");
  }

  @Test
  void aQueryThatLeavesAValueOpenIsRefused() {
    assertThatThrownBy(() -> answer("select $seed"))
        .hasMessage("the query leaves $seed open: write its value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from read_text('/etc/passwd')",
        "select * from read_text('../../program/../../secret.txt')",
        "select * from read_blob('/proc/self/environ')",
        "select * from glob('/*')",
        "select * from read_csv('https://example.org/a.csv')",
        "select * from read_text('/etc/host*')"
      })
  void filesOfOthersAndNetworksAreOutOfReach(String query) throws IOException {
    Files.writeString(folder.resolve("secret.txt"), "secret");

    assertThatThrownBy(() -> answer(query)).isInstanceOf(SqlRefused.class);
  }

  @Test
  void aMistakeIsSaidWithItsPlace() {
    assertThatThrownBy(() -> answer("select nosuch from scores"))
        .isInstanceOfSatisfying(
            SqlRefused.class,
            e -> {
              assertThat(e).hasMessageContaining("\"nosuch\" not found");
              assertThat(e.position()).isEqualTo(Optional.of(7));
            });
    assertThatThrownBy(() -> answer("select\n from from"))
        .isInstanceOfSatisfying(
            SqlRefused.class, e -> assertThat(e.position()).isEqualTo(Optional.of(13)));
    assertThatThrownBy(() -> answer("select 'x'::integer")).hasMessageContaining("'x'");
  }

  @Test
  void aQueryWithoutEndStopsAndTheNextIsAnswered() {
    var endless =
        engine.question(
            "select count(*) from range(1000000000) a, range(1000000000) b where a.range % 7 = b.range % 11",
            this::data, 100);
    var asked = CompletableFuture.supplyAsync(endless::answer);
    await().until(() -> !processes().isEmpty());

    endless.stop();

    assertThat(asked)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withMessageContaining("The query was stopped.");
    assertThat(answer("select 1").rows()).containsExactly(List.of("1"));
  }

  @Test
  void whatDoesNotFitInMemoryIsRefusedAndTheNextIsAnswered() {
    assertThatThrownBy(() -> answer("select list(range) from range(500000000)"))
        .isInstanceOf(SqlRefused.class)
        .hasMessageContaining("memory");
    assertThat(answer("select 1").rows()).containsExactly(List.of("1"));
  }

  @Test
  void nothingOfOneQueryIsThereForTheNext() {
    answer("select * from scores");

    var alone = engine.question("select * from scores", _ -> List.of(), 10);
    assertThatThrownBy(alone::answer).hasMessageContaining("scores");
    var file = engine.question("select * from 'experiments/a/numbers.csv'", _ -> List.of(), 10);
    assertThatThrownBy(file::answer).isInstanceOf(SqlRefused.class);
  }

  private List<Path> processes() throws IOException {
    var work = folder.resolve("data/sql/work");
    if (Files.notExists(work)) {
      return List.of();
    }
    try (var all = Files.list(work)) {
      return all.toList();
    }
  }

  private SqlEvent.Answer answer(String query) {
    return engine.question(query, this::data, 100).answer();
  }

  private List<SqlTable> data(Path into) throws IOException {
    Files.writeString(
        into.resolve("scores.csv"),
        """
        experiment,points,share,conflict,scored
        "baseline, ""quoted""\",2,0.5,true,2026-11-30T08:00:00Z
        "baseline, ""quoted""\",3,,false,2026-11-30T07:00:00Z
        lora,1,0.25,false,2026-11-30T09:00:00Z
        """);
    var own = Files.createDirectories(into.resolve("experiments/a"));
    Files.writeString(own.resolve("numbers.csv"), "n\n1\n2\n3\n");
    Files.writeString(own.resolve("numbers.jsonl"), "{\"n\": 1}\n{\"n\": 2}\n");
    return List.of(new SqlTable("scores", "scores.csv", COLUMNS));
  }
}
