package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.backup.Restore;
import lab.harmony.backup.copies.Backups;
import lab.harmony.backup.copies.LabParts;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.reports.Publishing;
import lab.harmony.reports.Reports;
import lab.harmony.reports.readers.ReportReaders;
import lab.harmony.reports.readers.ShareLinks;
import lab.harmony.reports.shelf.Publication;
import lab.harmony.review.Scores;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Mark;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// A lab that was copied while it ran, and what another machine makes of the copy.
@Tag("process")
class SameLabTest {

  private static final DrawnExperiment DRAWN = DrawnExperiment.of("drawn", "doodle-base", 42);
  private static final ExperimentSlug SLUG = new ExperimentSlug("drawn");

  @TempDir Path folder;

  @Test
  void aBackupOfARunningLabIsTheSameLabOnAnotherMachine() throws Exception {
    var here = folder.resolve("here");
    var there = folder.resolve("there");
    DrawnExperiment.copyPrompts(here.resolve("workspace"));
    DRAWN.write(here.resolve("workspace"));
    DrawnTraining.write(new DataFolder(here.resolve("data")));
    var whileOthersWrite = folder.resolve("while-others-write.zip");
    var archive = folder.resolve("backup.zip");
    Map<String, Object> before;
    try (var lab = start(here)) {
      work(lab);
      whileScoresAreGiven(lab, () -> backups(here).make(whileOthersWrite, false));
      assertThat(backups(here).make(archive, false).unreadable()).isEmpty();
      before = portrait(lab, here);
    }
    assertThat(restore(archive, there)).isInstanceOf(Restore.Outcome.Restored.class);
    assertThat(rows(there)).isEqualTo(rows(here));
    assertThat(files(there)).isEqualTo(files(here));
    noteThatItWasRestored(there);
    try (var lab = start(there)) {
      assertThat(portrait(lab, there)).isEqualTo(before);
      assertThat(lab.getBean(AuditTrail.class).verify().problems()).isEmpty();
    }
    // A copy of a moment in which others wrote is a whole lab too.
    var elsewhere = folder.resolve("elsewhere");
    assertThat(restore(whileOthersWrite, elsewhere)).isInstanceOf(Restore.Outcome.Restored.class);
    noteThatItWasRestored(elsewhere);
    try (var lab = start(elsewhere)) {
      assertThat(lab.getBean(AuditTrail.class).verify().problems()).isEmpty();
      assertThat(lab.getBean(Scores.class).current(DRAWN.slug())).isNotEmpty();
      assertThat(digests(lab)).isEqualTo(before.get("pictures"));
    }
  }

  /// What people do in a lab.
  private static void work(ConfigurableApplicationContext lab) {
    lab.getBean(People.class).localId();
    var scores = lab.getBean(Scores.class);
    for (var image : scores.images(DRAWN.slug()).subList(0, 5)) {
      score(scores, image, by(lab, "Ada"));
    }
    var report =
        ((Publication.Published)
                lab.getBean(Reports.class)
                    .publish(SLUG, Publishing.by(by(lab, "Ada")).although("It is drawn.")))
            .report();
    lab.getBean(ShareLinks.class)
        .create(report, Duration.ofDays(7), Somebody.researcher(lab.getBean(People.class), "Ben"));
  }

  private static Actor by(ConfigurableApplicationContext lab, String name) {
    return Somebody.of(lab.getBean(People.class), name);
  }

  private static void score(Scores scores, RunImage image, Actor person) {
    scores.record(image, Mark.of(new Checklist(true, false, true), false, "seen"), person);
  }

  private interface Work {
    Object run() throws Exception;
  }

  private static void whileScoresAreGiven(ConfigurableApplicationContext lab, Work work)
      throws Exception {
    var scores = lab.getBean(Scores.class);
    var images = scores.images(DRAWN.slug());
    var cleo = by(lab, "Cleo");
    var done = new AtomicBoolean();
    var given = new ArrayList<String>();
    var person =
        Thread.ofPlatform()
            .start(() -> {
              for (int number = 0; !done.get(); number++) {
                score(scores, images.get(number % images.size()), cleo);
                lab.getBean(AuditTrail.class)
                    .record(
                        AuditEvent.of(
                            AuditKind.SIGNED_OUT, AuditActor.named("Cleo"), AuditSubject.lab()));
                given.add("score " + number);
              }
            });
    try {
      work.run();
    } finally {
      done.set(true);
      person.join();
    }
    assertThat(given).isNotEmpty();
  }

  /// What a lab shows to people.
  private static Map<String, Object> portrait(ConfigurableApplicationContext lab, Path root) {
    var portrait = new TreeMap<String, Object>();
    var scores = lab.getBean(Scores.class);
    portrait.put(
        "scores",
        scores.current(DRAWN.slug()).stream()
            .map(score ->
                "%s %s %d %s"
                    .formatted(
                        score.face().fileName(),
                        score.scoredBy(),
                        score.mark().points(),
                        score.scoredAt()))
            .toList());
    portrait.put(
        "runs",
        lab.getBean(RunQueue.class).of(DRAWN.slug()).stream()
            .map(run -> run.id().value())
            .toList());
    portrait.put("pictures", digests(lab));
    portrait.put(
        "trainings",
        lab.getBean(TrainingShelf.class).list().stream().map(Object::toString).toList());
    portrait.put(
        "reports",
        lab
            .getBean(ReportReaders.class)
            .lines(new Actor(lab.getBean(People.class).localId()))
            .stream()
            .flatMap(line -> line.versions().stream())
            .map(report -> report.name().value() + " " + Sha256.of(report.page()))
            .toList());
    portrait.put(
        "links", lab.getBean(ShareLinks.class).open().stream().map(Object::toString).toList());
    portrait.put(
        "notebook",
        ((OpenedNotebook.Readable) lab.getBean(Notebooks.class).open(SLUG)).notebook().text());
    return portrait;
  }

  /// Pictures as they lie on the disk.
  private static List<String> digests(ConfigurableApplicationContext lab) {
    return lab.getBean(Scores.class).images(DRAWN.slug()).stream()
        .map(image -> image.id() + " " + Sha256.of(image.file()))
        .toList();
  }

  /// Every row of every table.
  private static Map<String, List<String>> rows(Path root) throws SQLException {
    var all = new TreeMap<String, List<String>>();
    try (var connection = LabDatabase.of(new DataFolder(root.resolve("data"))).connect();
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var names =
          statement.executeQuery(
              "select table_name from information_schema.tables where table_schema = 'PUBLIC'")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      for (var table : tables) {
        var lines = new ArrayList<String>();
        try (var rows = statement.executeQuery("select * from \"%s\"".formatted(table))) {
          while (rows.next()) {
            var line = new ArrayList<String>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
              line.add(String.valueOf(rows.getString(column)));
            }
            lines.add(String.join("|", line));
          }
        }
        all.put(table, lines.stream().sorted().toList());
      }
    }
    assertThat(all.keySet()).contains("SCORES", "RUN_IMAGES", "SHARE_LINK", "AUDIT_ENTRY");
    return all;
  }

  /// Every file that cannot be made again, by its digest.
  private static Map<String, String> files(Path root) throws IOException {
    var found = new TreeMap<String, String>();
    for (var part : List.of("data/runs", "data/trainings", "workspace")) {
      if (Files.isDirectory(root.resolve(part))) {
        try (var files = Files.walk(root.resolve(part))) {
          found.putAll(
              files
                  .filter(Files::isRegularFile)
                  .collect(
                      Collectors.toMap(
                          file -> root.relativize(file).toString(),
                          file -> Sha256.of(file).hex())));
        }
      }
    }
    assertThat(found).hasSizeGreaterThan(50);
    return found;
  }

  private static Backups backups(Path root) {
    return new Backups(
        new DataFolder(root.resolve("data")), root.resolve("workspace"), Clock.systemUTC());
  }

  private static Restore.Outcome restore(Path archive, Path root) {
    return new Restore(
            new DataFolder(root.resolve("data")),
            root.resolve("workspace"),
            false,
            new LabParts(_ -> Map.of(), (_, _) -> Set.of(), List.of()),
            Clock.systemUTC())
        .from(archive);
  }

  private static void noteThatItWasRestored(Path root) {
    assertThat(
            AuditTrail.of(new DataFolder(root.resolve("data")), Clock.systemUTC())
                .restored(
                    AuditEvent.of(
                        AuditKind.LAB_RESTORED, AuditActor.named("Ada"), AuditSubject.lab())))
        .isEmpty();
  }

  private static ConfigurableApplicationContext start(Path root) {
    return SpringApplication.run(
        HarmonyLab.class,
        "--spring.profiles.active=headless",
        "--spring.main.lazy-initialization=true",
        "--spring.datasource.url=",
        "--harmony.worker.enabled=false",
        "--harmony.data=" + root.resolve("data"),
        "--harmony.workspace=" + root.resolve("workspace"));
  }
}
