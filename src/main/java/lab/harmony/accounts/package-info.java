/// Who is using the lab, and how a person gets in: by one-time links, invitations, passwords and
/// passkeys; and the browsers in which they are signed in.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "json",
      "workspace",
      "design",
      "design :: lists",
      "design :: live",
      "audit",
      "people",
      "network"
    })
package lab.harmony.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
