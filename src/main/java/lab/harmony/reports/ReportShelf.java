package lab.harmony.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.Workspace;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The folder of published reports. A report appears there complete or not at all, and is never
/// overwritten.
@Component
class ReportShelf {

  private final Path root;

  @Autowired
  ReportShelf(Workspace workspace) {
    this(workspace.reports());
  }

  ReportShelf(Path root) {
    this.root = root;
  }

  /// Puts files into a folder of their own; a name that is taken gets `-2`, `-3` and so on.
  ReportName place(LocalDate date, String experiment, Map<String, byte[]> files) {
    try {
      Files.createDirectories(root);
      var draft = Files.createDirectory(root.resolve(".%s.part".formatted(UUID.randomUUID())));
      try {
        for (var file : files.entrySet()) {
          AtomicFiles.writeNew(draft.resolve(file.getKey()), out -> out.write(file.getValue()));
        }
        return name(draft, date + "-" + experiment);
      } finally {
        remove(draft);
      }
    } catch (IOException e) {
      throw new AtomicFiles.NotWritten(root, e);
    }
  }

  /// The first free name is taken by renaming, so that of two at once each gets a name of its own.
  private ReportName name(Path draft, String wanted) throws IOException {
    for (int number = 1; ; number++) {
      var name = new ReportName(number == 1 ? wanted : wanted + "-" + number);
      var folder = root.resolve(name.value());
      if (Files.exists(folder)) {
        continue;
      }
      try {
        AtomicFiles.moveFolder(draft, folder);
        return name;
      } catch (FileSystemException e) {
        if (!Files.exists(folder)) {
          throw e;
        }
      }
    }
  }

  /// The names of all reports, the newest first.
  List<ReportName> names() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (var folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve("report.json")))
          .flatMap(folder -> ReportName.find(folder.getFileName().toString()).stream())
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of reports %s cannot be read".formatted(root), e);
    }
  }

  /// One file of a report, if it is there.
  Optional<Path> file(ReportName name, String file) {
    return Optional.of(root.resolve(name.value()).resolve(file)).filter(Files::isRegularFile);
  }

  private static void remove(Path draft) throws IOException {
    if (Files.exists(draft)) {
      try (var files = Files.list(draft)) {
        for (var file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(draft);
    }
  }
}
