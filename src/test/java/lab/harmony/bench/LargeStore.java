package lab.harmony.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lab.harmony.people.Somebody;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.Sha256;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// Fills a workspace and an empty database with what a team leaves behind in years.
///
/// Each experiment is the baseline with a run of its own, and has a history of others. The
/// experiment `large` has [#LANES] run cells instead, of 480 pictures each. Every fifth picture is
/// scored, some of them twice.
///
/// @param runs in all
/// @param experiments among which they are, `large` besides
public record LargeStore(int runs, int experiments) {

  public static final String LARGE = "large";
  public static final int LANES = 10;

  private static final List<Long> SEEDS = LongStream.rangeClosed(1, 10).boxed().toList();
  private static final String BASELINE_RUN = "r261120-221528-mqt84";
  private static final Instant BEGINNING = Instant.parse("2024-01-01T08:00:00Z");
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();
  private static final List<String> EMOTIONS = List.of("neutral", "happy", "sad", "angry");
  private static final List<String> PEOPLE = List.of("Ada", "Grace", "Emmy");

  /// How much there is.
  public record Size(int runs, int pictures, int scores) {}

  public static String experiment(int number) {
    return "study-%03d".formatted(number);
  }

  /// Writes the notebooks, before the lab starts.
  public void writeNotebooks(Path workspace) throws IOException {
    var baseline = Files.readString(Path.of("experiments/baseline/notebook.ipynb"));
    for (var number = 0; number < experiments; number++) {
      var folder = workspace.resolve("experiments").resolve(experiment(number));
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("notebook.ipynb"),
          baseline
              .replace(BASELINE_RUN, run(newestOf(number)))
              .replace(
                  "# Do eyes, mouth and brows tell the same emotion?",
                  "# Study %d".formatted(number)));
    }
    var folder = workspace.resolve("experiments").resolve(LARGE);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("notebook.ipynb"), largeNotebook());
  }

  /// Writes what the runs made. The pictures of the experiments' own runs lie there; those of their
  /// history have their folder alone, and nobody looks at more of them.
  public Size fill(
      JdbcTemplate database,
      TransactionTemplate transaction,
      DataFolder data,
      PromptLibrary library)
      throws IOException {
    var known = Somebody.in(Objects.requireNonNull(database.getDataSource()));
    var people = PEOPLE.stream().map(name -> known.named(name).id().value()).toList();
    var random = new Random(1);
    var picture = data.root().resolve("face.png");
    Files.copy(Path.of("experiments/baseline/runs", BASELINE_RUN, "images", aFace()), picture);
    var jobs = new ArrayList<Object[]>();
    var rows = new ArrayList<Object[]>();
    var specs = new ArrayList<Object[]>();
    var images = new ArrayList<Object[]>();
    var scores = new ArrayList<Object[]>();
    var pictures = 0;
    var scored = 0;
    for (var number = 0; number < runs; number++) {
      var large = number >= runs - LANES;
      var experiment = large ? LARGE : experiment(number % experiments);
      var spec = spec(library, number, experiment, large);
      var text = JSON.writeValueAsString(spec);
      var at = Timestamp.from(BEGINNING.plusSeconds(7200L * number));
      var ended = Timestamp.from(BEGINNING.plusSeconds(7200L * number + 45));
      var state = large || number >= runs - LANES - experiments ? "finished" : state(number);
      var done = state.equals("finished") ? spec.prompts().size() : spec.prompts().size() / 2;
      jobs.add(
          new Object[] {
            run(number),
            people.get(number % 3),
            at,
            state,
            state.equals("failed") ? "the engine ended twice without a picture" : null,
            at,
            ended
          });
      rows.add(
          new Object[] {
            run(number),
            experiment,
            spec.cellId(),
            spec.recipe().model().name(),
            Sha256.of(text).hex(),
            spec.prompts().size(),
            done,
            spec.drawnBy()
          });
      specs.add(new Object[] {run(number), text});
      var folder = data.runs().resolve(run(number)).resolve("images");
      Files.createDirectories(folder);
      for (var index = 0; index < done; index++) {
        var prompt = spec.prompts().get(index);
        var name = "%s_%s_%d.png".formatted(prompt.archetype(), prompt.emotion(), index);
        if (large || number >= runs - LANES - experiments) {
          Files.createLink(folder.resolve(name), picture);
        }
        images.add(
            new Object[] {
              run(number),
              index,
              name,
              Sha256.of(run(number) + index).hex(),
              at,
              reading(prompt.emotion(), random)
            });
        pictures++;
        if (random.nextInt(5) == 0) {
          for (var again = random.nextInt(20) == 0 ? 2 : 1; again > 0; again--) {
            scores.add(
                new Object[] {
                  experiment,
                  run(number),
                  index,
                  name,
                  prompt.archetype(),
                  prompt.emotion(),
                  prompt.cfgScale(),
                  prompt.seed(),
                  random.nextInt(4),
                  people.get(number % 3),
                  ended,
                  people.get(number % 3),
                  ended
                });
            scored++;
          }
        }
      }
      if (images.size() > 5000 || number == runs - 1) {
        transaction.executeWithoutResult(_ -> insert(database, jobs, rows, specs, images, scores));
      }
    }
    return new Size(runs, pictures, scored);
  }

  private static void insert(
      JdbcTemplate database,
      List<Object[]> jobs,
      List<Object[]> rows,
      List<Object[]> specs,
      List<Object[]> images,
      List<Object[]> scores) {
    database.batchUpdate(
        """
        insert into jobs (id, kind, format, payload, submitted_by, submitted_at, state,
          cancel_requested, reason, started_at, ended_at, claim, tries, fraction, revision, changed_at)
        values (?, 'run', 1, '{}', ?, ?, ?, false, ?, ?, ?, 1, 0, 1, 9, timestamp '2026-01-01 00:00:00')
        """,
        jobs);
    database.batchUpdate(
        """
        insert into runs (id, experiment, cell_id, model, spec_sha256, images_total, images_done,
          drawn_by)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows);
    database.batchUpdate("insert into run_specs (run, spec) values (?, ?)", specs);
    database.batchUpdate(
        "insert into run_files (run, sha256) values (?, ?)",
        rows.stream().map(row -> new Object[] {row[0], Sha256.of((String) row[3]).hex()}).toList());
    database.batchUpdate(
        """
        insert into run_images (run, image_index, file_name, sha256, width, height, created_at, reading)
        values (?, ?, ?, ?, 128, 128, ?, ?)
        """,
        images);
    database.batchUpdate(
        """
        insert into scores (experiment, run, image_index, file_name, archetype, emotion, cfg_scale,
          seed, withdrawn, points, intended_conflict, note, scored_by, scored_at, recorded_by, recorded_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, false, ?, false, '', ?, ?, ?, ?)
        """,
        scores);
    List.of(jobs, rows, specs, images, scores).forEach(List::clear);
  }

  private GenerateSpec spec(PromptLibrary library, int number, String experiment, boolean large) {
    var model = large ? "model-%02d".formatted(number % LANES) : "doodle-base";
    var seeds =
        large
            ? SEEDS
            : number % 27 == 0 ? List.of((long) number, number + 100_000L) : List.of((long) number);
    return new GenerateSpec(
        experiment,
        large ? "lane-%d".formatted(number - (runs - LANES)) : "generate",
        Recipe.usual(new FileUse(model, Sha256.of(model).hex()), "DPM++ 2M Karras", 20, 128, 128),
        "doodle-parts",
        Sha256.of("doodle-parts").hex(),
        library
            .matrix(new MatrixSpec("portrait", List.of(), List.of(), List.of(5.0, 7.0, 9.0), seeds))
            .prompts(),
        "0.1.0");
  }

  private static String state(int number) {
    return number % 50 == 3 ? "failed" : number % 50 == 7 ? "cancelled" : "finished";
  }

  private static String reading(String asked, Random random) {
    return JSON.writeValueAsString(
        Map.of(
            "judge",
            "doodle-parts",
            "judgeSha256",
            Sha256.of("doodle-parts").hex(),
            "eyes",
            part(asked, random),
            "mouth",
            part(asked, random),
            "brows",
            part(asked, random)));
  }

  private static Map<String, Object> part(String asked, Random random) {
    return Map.of(
        "emotion",
        random.nextInt(3) == 0 ? EMOTIONS.get(random.nextInt(4)) : asked,
        "probability",
        Math.round(random.nextDouble() * 1e6) / 1e6);
  }

  /// The number of the run that the notebook of an experiment shows.
  private int newestOf(int experiment) {
    var last = runs - LANES - 1;
    return last - Math.floorMod(last - experiment, experiments);
  }

  static String run(int number) {
    return "r240101-000000-%05d".formatted(number);
  }

  static String aFace() {
    return "soft_happy_cfg7_seed42.png";
  }

  private String largeNotebook() {
    var cells = new ArrayList<Map<String, Object>>();
    cells.add(
        Map.of(
            "cell_type", "markdown", "id", "opening", "metadata", Map.of(), "source", "# Large"));
    for (var lane = 0; lane < LANES; lane++) {
      var run = run(runs - LANES + lane);
      cells.add(
          code(
              "lane-%d".formatted(lane),
              Map.of(
                  "kind",
                  "run",
                  "executed",
                  Map.of(
                      "at",
                      "2026-11-20T22:15:28Z",
                      "by",
                      "Ada",
                      "inputs",
                      Map.of(),
                      "result",
                      "0",
                      "run",
                      run)),
              "model: model-%02d\ntemplate: portrait\ncfg_scales: [5, 7, 9]\nseeds: %s\n"
                  .formatted(lane, SEEDS),
              "application/vnd.harmony.run+json",
              Map.of("run", run)));
    }
    cells.add(
        code(
            "sheet",
            Map.of("kind", "grid"),
            "rows: archetype\ncolumns: emotion\nthird: cfg\n",
            "application/vnd.harmony.grid+json",
            Map.of(
                "rows",
                "archetype",
                "columns",
                "emotion",
                "third",
                "cfg",
                "images",
                IntStream.range(0, 48)
                    .mapToObj(index -> Map.of("image", run(runs - LANES) + "/" + index))
                    .toList())));
    return JSON.writeValueAsString(
        Map.of("cells", cells, "metadata", Map.of(), "nbformat", 4, "nbformat_minor", 5));
  }

  private static Map<String, Object> code(
      String id,
      Map<String, Object> harmony,
      String source,
      String kind,
      Map<String, Object> result) {
    return Map.of(
        "cell_type",
        "code",
        "id",
        id,
        "execution_count",
        1,
        "metadata",
        Map.of("harmony", harmony),
        "source",
        source,
        "outputs",
        List.of(
            Map.of(
                "output_type",
                "display_data",
                "metadata",
                Map.of(),
                "data",
                Map.of(kind, result, "text/plain", "result"))));
  }
}
