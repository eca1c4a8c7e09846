/// What people say about faces: the checklist, the scores, who gave them and when.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "activity",
      "json",
      "audit",
      "runs",
      "runs :: store",
      "runs :: images",
      "prompts",
      "workspace",
      "tables",
      "stats",
      "stats :: *",
      "design",
      "design :: *",
      "accounts",
      "accounts :: *",
      "people"
    })
package lab.harmony.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
