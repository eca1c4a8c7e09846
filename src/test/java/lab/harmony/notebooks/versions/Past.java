package lab.harmony.notebooks.versions;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.notebooks.store.Desk;
import lab.harmony.notebooks.store.ExperimentDeleted;
import lab.harmony.notebooks.store.ExperimentMade;
import lab.harmony.notebooks.store.ExperimentReturned;
import lab.harmony.notebooks.store.NotebookEdited;
import lab.harmony.notebooks.store.NotebookOvertaken;
import lab.harmony.notebooks.store.NotebookStored;
import lab.harmony.notebooks.store.WritingPaused;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Rights;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.HarmonySettings;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/// A workspace whose notebook has a past, with the real services over it.
final class Past implements AutoCloseable {
  final Desk desk;
  final People people = Somebody.inMemory();
  final Actor ada = Somebody.researcher(people, "Ada").goingOn();
  final Actor ben = Somebody.researcher(people, "Ben").goingOn();
  final NotebookVersions versions;
  final VersionShelves shelves;
  final Path folder;

  /// What points to versions.
  final Map<String, String> held = new HashMap<>();

  private final VersionKeeper keeper;

  /// @param settings as on the command line
  Past(Path root, String... settings) {
    desk = new Desk(root);
    var data = new DataFolder(root.resolve("data"));
    folder = data.root().resolve("versions").resolve(Desk.SLUG.value());
    InstantSource time = () -> desk.now;
    var clock = time.withZone(ZoneOffset.UTC);
    shelves = new VersionShelves(data);
    var uses = new StaticListableBeanFactory(Map.of("held", (VersionUse) _ -> held));
    var records =
        new VersionRecords(
            shelves, HarmonySettings.read(settings), uses.getBeanProvider(VersionUse.class), clock);
    keeper = new VersionKeeper(records, shelves, desk.files, people, clock);
    versions = new NotebookVersions(keeper, records, shelves, desk.notebooks, new Rights(people));
    desk.tell(this::tell);
    keeper.start();
  }

  void tell(Object event) {
    switch (event) {
      case NotebookEdited edited -> keeper.edited(edited);
      case NotebookStored stored -> keeper.stored(stored);
      case NotebookOvertaken overtaken -> keeper.overtaken(overtaken);
      case WritingPaused paused -> keeper.paused(paused);
      case ExperimentDeleted deleted -> keeper.deleted(deleted);
      case ExperimentReturned returned -> keeper.returned(returned);
      case ExperimentMade made -> keeper.made(made);
      default -> {}
    }
  }

  /// The newest first.
  List<Version> list() {
    return versions.list(Desk.SLUG, ada);
  }

  List<String> what() {
    return list().stream().map(Version::what).toList();
  }

  /// The text of a version, by its place from the newest.
  String text(int place) {
    return versions
        .open(Desk.SLUG, list().get(place).id(), ada)
        .orElse(problem -> {
          throw new AssertionError(problem.reason());
        })
        .text();
  }

  /// Ends as the lab does.
  @Override
  public void close() {
    keeper.stop();
  }
}
