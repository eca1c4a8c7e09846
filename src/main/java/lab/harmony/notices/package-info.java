/// What the lab tells the world outside of what happened, where somebody switched that on: a
/// webhook, and mails to people who want them. Nothing is sent by default.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "people",
      "activity",
      "accounts",
      "accounts :: *",
      "accounts :: ui",
      "audit",
      "design",
      "network",
      "workspace",
      "json"
    })
package lab.harmony.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
