package lab.harmony.prompts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.harmony.workspace.ReadOnce;
import lab.harmony.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The prompt library of the workspace as its files stand now: read once for each state of them,
/// whoever asks and however often.
@Component
public class WorkspacePrompts {

  /// A file that was written so lately may be written again without looking another.
  private static final Duration SETTLED = Duration.ofSeconds(1);

  private final Path folder;
  private final Clock clock;
  private volatile Optional<Known> known = Optional.empty();

  /// What tells a file from a changed one without reading it.
  private record Version(FileTime modified, long size, @Nullable Object key) {}

  private record Known(List<Version> files, PromptLibrary library) {}

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
            .filter(files -> files.stream().allMatch(file -> settled(file, now)))
            .map(files -> new Known(files, library));
    return library;
  }

  private static boolean settled(Version file, Instant now) {
    return file.modified().toInstant().plus(SETTLED).isBefore(now);
  }

  /// Empty when one is not there.
  private Optional<List<Version>> files() {
    try {
      return Optional.of(List.of(version("archetypes"), version("emotions"), version("templates")));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Version version(String name) throws IOException {
    var file = Files.readAttributes(folder.resolve(name + ".yaml"), BasicFileAttributes.class);
    return new Version(file.lastModifiedTime(), file.size(), file.fileKey());
  }
}
