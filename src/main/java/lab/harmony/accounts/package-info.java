/// Who is using the lab, and how a person gets in: one-time sign-in links on this machine.
@NullMarked
@ApplicationModule(
    allowedDependencies = {"json", "workspace", "design", "audit", "people", "network"})
package lab.harmony.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
