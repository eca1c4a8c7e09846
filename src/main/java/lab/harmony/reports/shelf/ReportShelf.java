package lab.harmony.reports.shelf;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import lab.harmony.workspace.AtomicFiles;
import lab.harmony.workspace.FileProblem;
import lab.harmony.workspace.Folders;
import lab.harmony.workspace.Workspace;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The folder of published reports. A report appears there complete or not at all, and is never
/// overwritten.
@Component
public class ReportShelf {

  private final Path root;

  @Autowired
  public ReportShelf(Workspace workspace) {
    this(workspace.reports());
  }

  public ReportShelf(Path root) {
    this.root = root;
  }

  /// Puts files into a folder of their own; a name that is taken gets `-2`, `-3` and so on.
  ///
  /// @param give whether a name can be had; asked once for each that is tried
  public ReportName place(
      LocalDate date, String experiment, Map<String, byte[]> files, Predicate<ReportName> give) {
    try {
      Files.createDirectories(root);
      var draft = Files.createDirectory(root.resolve(".%s.part".formatted(UUID.randomUUID())));
      try {
        for (var file : files.entrySet()) {
          AtomicFiles.writeNew(draft.resolve(file.getKey()), out -> out.write(file.getValue()));
        }
        return name(draft, date + "-" + experiment, give);
      } finally {
        remove(draft);
      }
    } catch (IOException e) {
      throw new AtomicFiles.NotWritten(root, e);
    }
  }

  /// The first free name is taken by renaming, so that of two at once each gets a name of its own.
  private ReportName name(Path draft, String wanted, Predicate<ReportName> give)
      throws IOException {
    for (int number = 1; ; number++) {
      var name = new ReportName(number == 1 ? wanted : wanted + "-" + number);
      var folder = root.resolve(name.value());
      if (Files.exists(folder) || !give.test(name)) {
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

  /// The folders of reports.
  ///
  /// @param names the newest first
  record Listing(List<ReportName> names, List<FileProblem> problems) {}

  Listing list() {
    var folders = Folders.in(root);
    var problems = new ArrayList<>(folders.problems());
    var names = new ArrayList<ReportName>();
    for (var folder : folders.usable()) {
      if (Files.exists(folder.resolve("report.json"), LinkOption.NOFOLLOW_LINKS)) {
        ReportName.find(folder.getFileName().toString())
            .ifPresentOrElse(
                names::add,
                () ->
                    problems.add(
                        new FileProblem(
                            folder, "a report's folder is named like 2026-11-20-baseline")));
      }
    }
    names.sort(Comparator.reverseOrder());
    return new Listing(List.copyOf(names), List.copyOf(problems));
  }

  /// When a report last came or went; empty where that cannot be told.
  public Optional<FileTime> changed() {
    try {
      return Optional.of(Files.getLastModifiedTime(root));
    } catch (IOException noShelf) {
      return Optional.empty();
    }
  }

  /// The folder of a report.
  public Path folder(ReportName name) {
    return root.resolve(name.value());
  }

  /// Where a file of a report lies, or would.
  public Path path(ReportName name, String file) {
    return folder(name).resolve(file);
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
