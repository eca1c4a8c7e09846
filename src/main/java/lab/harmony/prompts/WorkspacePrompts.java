package lab.harmony.prompts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lab.harmony.workspace.FileVersion;
import lab.harmony.workspace.ReadOnce;
import lab.harmony.workspace.Workspace;
import org.springframework.stereotype.Component;

/// The prompt library of the workspace as its files stand now: read once for each state of them,
/// whoever asks and however often.
@Component
public class WorkspacePrompts {

  private final Path folder;
  private final Clock clock;
  private volatile Optional<Known> known = Optional.empty();

  private record Known(List<FileVersion> files, PromptLibrary library) {}

  WorkspacePrompts(Workspace workspace, Clock clock) {
    this.folder = workspace.prompts();
    this.clock = clock;
  }

  /// @throws PromptProblem naming file, line and what was expected
  public PromptLibrary library() {
    return ReadOnce.of(this, "library", this::read);
  }

  private PromptLibrary read() {
    var before = files();
    var same = known.filter(one -> before.filter(one.files()::equals).isPresent());
    if (same.isPresent()) {
      return same.get().library();
    }
    var library = PromptLibrary.load(folder);
    var now = clock.instant();
    known =
        before
            .filter(files -> files.equals(files().orElse(List.of())))
            .filter(files -> files.stream().allMatch(file -> file.settledAt(now)))
            .map(files -> new Known(files, library));
    return library;
  }

  /// Empty when one is not there.
  private Optional<List<FileVersion>> files() {
    try {
      return Optional.of(List.of(version("archetypes"), version("emotions"), version("templates")));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private FileVersion version(String name) throws IOException {
    return FileVersion.of(folder.resolve(name + ".yaml"));
  }
}
