package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.harmony.DrawnTraining;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.json.Json;
import lab.harmony.runs.PartReading;
import lab.harmony.runs.PartsReading;
import lab.harmony.training.outcome.ConfirmedOutcome;
import lab.harmony.training.outcome.OutcomeLabel;
import lab.harmony.training.outcome.RunRecords;
import lab.harmony.workspace.DataFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import picocli.CommandLine;
import tools.jackson.databind.node.ObjectNode;

@Tag("unit")
@Tag("lab")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = "harmony.worker.enabled=false")
@ActiveProfiles("headless")
@DirtiesContext
class RecordsCommandTest {

  private static final PartReading HAPPY = new PartReading("happy", 0.9);
  private static final PartsReading READING =
      new PartsReading("doodle-parts", "ab".repeat(32), HAPPY, HAPPY, HAPPY);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("harmony.data", () -> folder.resolve("data").toString());
  }

  @Autowired ApplicationContext context;
  private DataFolder data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void aTraining() {
    data = new DataFolder(folder.resolve("data"));
    DrawnTraining.write(data);
  }

  /// A verb closes what it opens; these services stay.
  private ConfigurableApplicationContext lab() {
    var opened = new GenericApplicationContext(context);
    opened.refresh();
    return opened;
  }

  private int export(String... arguments) {
    return new CommandLine(new RecordsCommand(this::lab))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  /// The lines of an export, each checked against the schema.
  static List<String> checked(String lines) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/run-records.schema.json")), InputFormat.JSON);
    var all = lines.lines().toList();
    for (var line : all) {
      assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
    }
    assertThat(schema.validate("{\"record\":\"step\",\"run\":\"x\",\"loss\":1}", InputFormat.JSON))
        .as("the schema refuses what is not there")
        .isNotEmpty();
    return all;
  }

  @Test
  void allRecordsOfATrainingAreOneDatasetThatItsSchemaDescribes() throws IOException {
    var training = data.trainings().resolve(DrawnTraining.NAME);
    new ConfirmedOutcome(OutcomeLabel.CONVERGED, "ada", Optional.empty(), Instant.EPOCH)
        .write(training);
    RunRecords.noteCause(training, "healthy");
    Files.writeString(
        training.resolve("checkpoints.jsonl"), "{\"step\":3,\"file\":\"step-3.safetensors\"}\n");
    noteHowTheFirstFaceWasDrawn(training.resolve("evaluations.jsonl"));
    var file = folder.resolve("records.jsonl");
    assertThat(export("export", "--out", file.toString())).as(err.toString()).isZero();
    var lines = checked(Files.readString(file));
    assertThat(lines).hasSize(1 + 60 + 3);
    assertThat(lines.getFirst())
        .contains("\"outcome\":{\"label\":\"converged\",\"by\":\"ada\"")
        .contains("\"proposed\":{\"label\":")
        .contains("\"cause\":\"healthy\"")
        .contains("\"rank\":16");
    assertThat(lines.get(3)).contains("\"step\":3").contains("step-3.safetensors");
    assertThat(lines.getLast()).contains("\"successRate\":").contains("samples/epoch-03/");
    assertThat(String.join("\n", lines)).containsOnlyOnce("\"seed\":77");
    assertThat(err.toString()).contains("64 lines of 1 trainings");
  }

  private static void noteHowTheFirstFaceWasDrawn(Path evaluations) throws IOException {
    var lines = Files.readAllLines(evaluations);
    var first = Json.object(lines.getFirst());
    var drawn = Json.MAPPER.createObjectNode();
    drawn.put("prompt", "a face").put("negativePrompt", "blurry").put("seed", 77);
    drawn.put("settings", "DPM++ 2M Karras, 20 steps").put("at", "2026-11-30T02:00:00Z");
    drawn.set("reading", Json.MAPPER.valueToTree(READING));
    ((ObjectNode) first.path("faces").get(0)).set("drawn", drawn);
    lines.set(0, Json.MAPPER.writeValueAsString(first));
    Files.write(evaluations, lines);
  }

  @Test
  void whatIsNotWrittenIsNotSaidToHaveLeftAndWhatCannotBeSaidIsNotWritten() throws IOException {
    var trail = context.getBean(AuditTrail.class);
    var database = context.getBean(JdbcClient.class);
    long before = trail.count(AuditQuery.EVERYTHING);
    var noFolder = Files.writeString(folder.resolve("no-folder"), "");
    assertThat(export("export", "--out", noFolder.resolve("records.jsonl").toString())).isOne();
    assertThat(trail.count(AuditQuery.EVERYTHING)).isEqualTo(before);

    var file = folder.resolve("untold.jsonl");
    database.sql("alter table audit_head rename to audit_head_away").update();
    try {
      assertThat(export("export", "--out", file.toString())).isOne();
      assertThat(file).doesNotExist();
    } finally {
      database.sql("alter table audit_head_away rename to audit_head").update();
    }
    assertThat(export("export", "--out", file.toString())).as(err.toString()).isZero();
    assertThat(trail.count(AuditQuery.EVERYTHING)).isEqualTo(before + 1);
  }

  @Test
  void aTrainingThatIsNotThereIsNamedWithThoseThatAre() {
    assertThat(export("export", "nobody")).isEqualTo(2);
    assertThat(err.toString()).contains("\"nobody\"").contains("are: " + DrawnTraining.NAME);
    assertThat(out.toString()).isEmpty();
  }
}
