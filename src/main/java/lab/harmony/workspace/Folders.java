package lab.harmony.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The folders in a folder, by name, and those that cannot be used.
///
/// @param problems links that lead out or nowhere, or the folder itself
public record Folders(List<Path> usable, List<FileProblem> problems) {

  public Folders {
    usable = List.copyOf(usable);
    problems = List.copyOf(problems);
  }

  /// Files, and what is hidden by a dot, are passed over; a folder that is not there has none.
  public static Folders in(Path parent) {
    if (!Files.exists(parent)) {
      return Files.isSymbolicLink(parent)
          ? new Folders(
              List.of(), List.of(new FileProblem(parent, "it is a link that leads nowhere")))
          : new Folders(List.of(), List.of());
    }
    List<Path> entries;
    try (var all = Files.list(parent)) {
      entries =
          all.filter(entry -> !entry.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException | RuntimeException e) {
      var reason =
          Files.isDirectory(parent) ? Found.reason(e) : "a file stands where a folder is needed";
      return new Folders(List.of(), List.of(new FileProblem(parent, reason)));
    }
    var usable = new ArrayList<Path>();
    var problems = new ArrayList<FileProblem>();
    for (var entry : entries) {
      if (Files.isSymbolicLink(entry)) {
        link(entry).ifPresentOrElse(problems::add, () -> usable.add(entry));
      } else if (Files.isDirectory(entry)) {
        usable.add(entry);
      }
    }
    return new Folders(usable, problems);
  }

  /// What is wrong with a link; nothing if it leads to a folder beside it.
  private static java.util.Optional<FileProblem> link(Path link) {
    if (!Files.exists(link)) {
      return java.util.Optional.of(new FileProblem(link, "it is a link that leads nowhere"));
    }
    try {
      SafePath.inside(
          java.util.Objects.requireNonNull(link.getParent()), link.getFileName().toString());
      return java.util.Optional.empty();
    } catch (IllegalArgumentException e) {
      return java.util.Optional.of(
          new FileProblem(
              link, "it is a link that leads out of this folder. Put the folder itself here."));
    }
  }
}
