/// What the scores say: shares, success rates with their intervals, weakest cells, and the figures
/// that show them.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "json",
      "scripts",
      "design",
      "review",
      "review :: *",
      "runs",
      "stats",
      "stats :: *"
    })
package lab.harmony.analytics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
