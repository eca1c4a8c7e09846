package lab.harmony.workspace;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What could not be read when each area was looked at last, for the screens that list the rest.
@Component
public class FileProblems {

  private static final Logger log = LoggerFactory.getLogger(FileProblems.class);

  private final Workspace workspace;
  private final DataFolder data;
  private final Map<Area, List<FileProblem>> problems = new ConcurrentHashMap<>();

  public FileProblems(Workspace workspace, DataFolder data) {
    this.workspace = workspace;
    this.data = data;
  }

  /// What is read.
  public enum Area {
    EXPERIMENTS,
    RUNS,
    REPORTS,
    TRAININGS
  }

  /// Replaces what was known of an area; what is new is logged.
  public void found(Area area, Collection<FileProblem> now) {
    var before = problems.put(area, List.copyOf(now));
    if (!now.equals(before)) {
      now.stream()
          .filter(problem -> before == null || !before.contains(problem))
          .forEach(problem -> log.warn("Left out: {}: {}", place(problem), problem.reason()));
    }
  }

  public List<FileProblem> of(Area... areas) {
    return Stream.of(areas)
        .flatMap(area -> problems.getOrDefault(area, List.of()).stream())
        .toList();
  }

  /// Where the problem lies, below the workspace or the data folder.
  public String place(FileProblem problem) {
    return problem.place(workspace.root(), data.root());
  }

  /// One line for each: `experiments/a/runs/r1/run.json: it is empty`.
  public List<String> lines(Area... areas) {
    return of(areas).stream()
        .map(problem -> "%s: %s".formatted(place(problem), problem.reason()))
        .toList();
  }
}
