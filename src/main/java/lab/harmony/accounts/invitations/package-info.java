/// Invitations into the lab, and the ways in that are offered and kept.
@NullMarked
@NamedInterface("invitations")
package lab.harmony.accounts.invitations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
