/// That somebody is who they say, lately enough, and how often that may be tried.
@NullMarked
@NamedInterface("proof")
package lab.harmony.accounts.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
