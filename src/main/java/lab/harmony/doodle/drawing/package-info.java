/// Draws described faces, and says in words what they show.
@NullMarked
@NamedInterface("drawing")
package lab.harmony.doodle.drawing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
