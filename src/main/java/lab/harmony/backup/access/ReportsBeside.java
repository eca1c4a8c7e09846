package lab.harmony.backup.access;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The reports that lie in the workspace before a restore, and those that it puts there, each by
/// its name, with the line that it is a version of.
///
/// @param coming as the backup has them
/// @param isPut whether those are put into the workspace
public record ReportsBeside(Map<String, String> here, Map<String, String> coming, boolean isPut) {

  /// Lines of all of them.
  public Set<String> lines() {
    var all = new HashSet<>(here.values());
    all.addAll(coming.values());
    return all;
  }

  /// Lines of which a version comes back that is not there now: somebody took it back, or the
  /// folder is gone, and nobody can tell which.
  public Set<String> comingBack() {
    return coming.entrySet().stream()
        .filter(one -> isPut && !here.containsKey(one.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toUnmodifiableSet());
  }
}
