/// Draws described faces, and says in words what they show.
@NullMarked
package lab.harmony.doodle.drawing;

import org.jspecify.annotations.NullMarked;
