/// A copy of the lab in one file: what is in it, what it says of itself, and how it is made while
/// the lab runs.
@NullMarked
@NamedInterface("copies")
package lab.harmony.backup.copies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
