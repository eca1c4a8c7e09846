/// Guests of a session: their links, their browsers, and what came by each.
@NullMarked
@NamedInterface("guests")
package lab.harmony.blind.guests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
