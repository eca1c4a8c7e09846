package lab.harmony.notebooks.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.document.NotebookFormat;
import lab.harmony.notebooks.document.NotebookFormat.Reading;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.FileProblems;
import lab.harmony.workspace.FileVersion;
import lab.harmony.workspace.Folders;
import lab.harmony.workspace.Found;
import lab.harmony.workspace.ReadOnce;
import lab.harmony.workspace.SafePath;
import lab.harmony.workspace.Trash;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Component;

/// The notebook files. Reading sees what others wrote; writing starts from what lies on disk and
/// takes a lock that other processes of the lab respect.
@Component
public class NotebookFiles {
  static final String FILE_NAME = "notebook.ipynb";

  /// Whoever writes a file without end keeps nobody from saving.
  private static final int MOST_TRIES = 5;

  private final Path experiments;
  private final Path locks;
  private final FileProblems problems;
  private final Map<ExperimentSlug, Seen> seen = new ConcurrentHashMap<>();
  private final Map<ExperimentSlug, OpenedNotebook> overtaken = new ConcurrentHashMap<>();
  private final Map<ExperimentSlug, ReentrantLock> writers = new ConcurrentHashMap<>();

  /// How a file looked and what was in it.
  private record Seen(FileVersion version, OpenedNotebook opened) {}

  NotebookFiles(Workspace workspace, DataFolder data, FileProblems problems) {
    this.problems = problems;
    this.experiments = workspace.experiments();
    this.locks = data.root().resolve("locks");
  }

  /// Every folder with a notebook in it, by name.
  public List<ExperimentSlug> list() {
    return ReadOnce.of(this, "list", this::folders);
  }

  private List<ExperimentSlug> folders() {
    var folders = Folders.in(experiments);
    var left = new ArrayList<>(folders.problems());
    var slugs = new ArrayList<ExperimentSlug>();
    for (var folder : folders.usable()) {
      var file = folder.resolve(FILE_NAME);
      var slug = ExperimentSlug.find(folder.getFileName().toString());
      if (slug.isPresent() && Files.isRegularFile(file)) {
        slugs.add(slug.get());
      } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        left.add(
            slug.isPresent()
                ? new FileProblem(file, "it is not a plain file")
                : new FileProblem(
                    folder,
                    "an experiment's folder is named with lower-case letters, digits and single"
                        + " hyphens, at most 60"));
      }
    }
    problems.found(FileProblems.Area.EXPERIMENTS, left);
    return slugs;
  }

  public Path folder(ExperimentSlug slug) {
    return SafePath.inside(experiments, slug.value());
  }

  Path file(ExperimentSlug slug) {
    return folder(slug).resolve(FILE_NAME);
  }

  public OpenedNotebook open(ExperimentSlug slug) {
    return ReadOnce.of(this, slug, () -> opened(slug));
  }

  private OpenedNotebook opened(ExperimentSlug slug) {
    try {
      return read(slug);
    } catch (RuntimeException | StackOverflowError e) {
      return new OpenedNotebook.Unreadable(
          "The notebook of %s could not be read: %s.".formatted(slug, Found.reason(e)));
    }
  }

  private OpenedNotebook read(ExperimentSlug slug) {
    var file = file(slug);
    try {
      var now = FileVersion.of(file);
      var known = seen.get(slug);
      if (known != null && known.version().equals(now)) {
        return known.opened();
      }
      if (!Files.isRegularFile(file)) {
        return new OpenedNotebook.Unreadable("%s is not a plain file.".formatted(file));
      }
      if (now.size() > Found.LARGEST) {
        return new OpenedNotebook.Unreadable(
            "%s is larger than %d MB, the most that is read.".formatted(file, Found.LARGEST >> 20));
      }
      var opened = opened(Files.readAllBytes(file));
      if (known != null) {
        overtaken.putIfAbsent(slug, known.opened());
      }
      seen.put(slug, new Seen(now, opened));
      return opened;
    } catch (NoSuchFileException e) {
      seen.remove(slug);
      return new OpenedNotebook.Missing();
    } catch (IOException e) {
      return new OpenedNotebook.Unreadable(
          "The file %s could not be read: %s.".formatted(file, e.getMessage()));
    }
  }

  /// Marks a folder in the trash, so that it is known again whoever moves it back.
  public void markDeleted(Path folder, String deletion) {
    DeletionMark.write(folder, deletion);
  }

  /// The deletion of which a folder is back that still has its mark; a mark that a stranger wrote,
  /// or that is of another name, says nothing.
  Optional<String> returned(ExperimentSlug slug) {
    return DeletionMark.read(folder(slug)).filter(deletion -> Trash.isName(deletion, slug.value()));
  }

  /// What is there is no deleted experiment any more.
  ///
  /// @return whether it was one
  public boolean unmarkDeleted(ExperimentSlug slug) {
    return DeletionMark.remove(folder(slug));
  }

  /// What a notebook was before others changed its file; told once.
  Optional<OpenedNotebook> overtaken(ExperimentSlug slug) {
    return Optional.ofNullable(overtaken.remove(slug));
  }

  /// Whether the file is another than the one last read or written here, or was when it was read.
  boolean changedByOthers(ExperimentSlug slug) {
    return overtaken.containsKey(slug) || isAnother(slug);
  }

  private boolean isAnother(ExperimentSlug slug) {
    var known = seen.get(slug);
    try {
      return known != null && !known.version().equals(FileVersion.of(file(slug)));
    } catch (IOException | IllegalArgumentException e) {
      return known != null;
    }
  }

  /// Runs a change from what lies on disk now; when it gives [Edit.Saved] with another text, that
  /// is written.
  public Edit change(ExperimentSlug slug, Function<Notebook, Edit> change) {
    try {
      return changed(slug, change);
    } catch (AtomicFiles.NotWritten e) {
      return new Edit.Refused(e.sentence());
    }
  }

  private Edit changed(ExperimentSlug slug, Function<Notebook, Edit> change) {
    return exclusively(
        slug,
        () -> {
          for (int tried = 1; ; tried++) {
            switch (opened(slug)) {
              case OpenedNotebook.Missing _ -> {
                return new Edit.Refused(
                    "There is no notebook %s any more. Restore it from git.".formatted(file(slug)));
              }
              case OpenedNotebook.Unreadable(var reason) -> {
                return new Edit.Refused(reason);
              }
              case OpenedNotebook.Readable(var before) -> {
                var edit = change.apply(before);
                if (!(edit instanceof Edit.Saved(var after, _)) || after.equals(before)) {
                  return edit;
                }
                // Git and other editors know no lock: what they wrote this moment is begun from.
                if (!isAnother(slug) || tried == MOST_TRIES) {
                  write(slug, after);
                  return edit;
                }
              }
            }
          }
        });
  }

  /// Writes a new notebook unless there is one; false when there is.
  public boolean create(ExperimentSlug slug, Notebook notebook) {
    return exclusively(
        slug,
        () -> {
          if (Files.exists(folder(slug))) {
            return false;
          }
          write(slug, notebook);
          return true;
        });
  }

  private void write(ExperimentSlug slug, Notebook notebook) {
    var file = file(slug);
    AtomicFiles.write(file, notebook.bytes());
    try {
      seen.put(slug, new Seen(FileVersion.of(file), new OpenedNotebook.Readable(notebook)));
    } catch (IOException e) {
      seen.remove(slug);
    }
  }

  private static OpenedNotebook opened(byte[] bytes) {
    return switch (NotebookFormat.read(bytes)) {
      case Reading.Valid(var notebook) -> new OpenedNotebook.Readable(notebook);
      case Reading.Invalid(var reason) -> new OpenedNotebook.Unreadable(reason);
    };
  }

  private interface Work<T> {
    T run();
  }

  private <T> T exclusively(ExperimentSlug slug, Work<T> work) {
    var writer = writers.computeIfAbsent(slug, _ -> new ReentrantLock());
    writer.lock();
    try {
      Files.createDirectories(locks);
      try (var channel =
              FileChannel.open(
                  locks.resolve(slug.value() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        return work.run();
      }
    } catch (IOException e) {
      throw new AtomicFiles.NotWritten(locks.resolve(slug.value() + ".lock"), e);
    } finally {
      writer.unlock();
    }
  }
}
