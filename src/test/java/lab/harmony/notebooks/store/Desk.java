package lab.harmony.notebooks.store;

import static lab.harmony.people.Somebody.goingOn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.NotebookFormatTest;
import lab.harmony.people.Rights;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.FileProblems;
import lab.harmony.workspace.Workspace;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/// A workspace in a folder with the real services over it, and the notebooks that were announced as
/// changed.
public final class Desk {
  public static final ExperimentSlug SLUG = new ExperimentSlug("trial");

  public final Path file;
  final List<Object> announced = new ArrayList<>();
  public final NotebookFiles files;
  public final Notebooks notebooks;
  final NotebookWatch watch;
  final JdbcClient database;
  private final List<Consumer<Object>> listeners = new ArrayList<>();

  /// What the clock shows; it stands still unless a test moves it.
  public Instant now = Instant.parse("2026-11-20T20:00:00Z");

  public Desk(Path folder) {
    try {
      Files.createDirectories(folder.resolve("workspace/experiments/trial"));
      var workspace = new Workspace(folder.resolve("workspace"));
      file = workspace.experiments().resolve("trial/notebook.ipynb");
      Files.writeString(file, NotebookFormatTest.JUPYTER);
      var source =
          new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
      new ResourceDatabasePopulator(new ClassPathResource("db/migration/V300__notebooks.sql"))
          .execute(source);
      database = JdbcClient.create(source);
      var data = new DataFolder(folder.resolve("data"));
      files = new NotebookFiles(workspace, data, new FileProblems(workspace, data));
      InstantSource time = () -> now;
      var clock = time.withZone(ZoneOffset.UTC);
      notebooks =
          new Notebooks(
              files,
              new Drafts(database, clock),
              this::announce,
              clock,
              new Rights(Somebody.in(source)));
      watch = new NotebookWatch(files, this::announce);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void announce(Object event) {
    announced.add(event);
    listeners.forEach(listener -> listener.accept(event));
  }

  /// Tells somebody else what is announced.
  public void tell(Consumer<Object> listener) {
    listeners.add(listener);
  }

  /// Sees what others wrote, as the lab does every second.
  public void look() {
    watch.look();
  }

  public Notebook notebook() {
    return switch (notebooks.open(SLUG)) {
      case OpenedNotebook.Readable(var notebook) -> notebook;
      case OpenedNotebook.Unreadable(var reason) -> throw new AssertionError(reason);
      case OpenedNotebook.Missing() -> throw new AssertionError("missing");
    };
  }

  public Optional<Edit> undo(String by) {
    return notebooks.undo(SLUG, goingOn(by), _ -> false);
  }

  Optional<Edit> redo(String by) {
    return notebooks.redo(SLUG, goingOn(by), _ -> false);
  }

  public String source(CellId cell) {
    return notebook().find(cell).orElseThrow().source();
  }

  public List<String> order() {
    return notebook().cells().stream().map(cell -> cell.id().value()).toList();
  }

  public String text() throws IOException {
    return Files.readString(file);
  }
}
