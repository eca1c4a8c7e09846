/// What a kernel and the program that started it say to each other: Jupyter's kinds of messages, a
/// line of JSON each.
@NullMarked
@NamedInterface("protocol")
package lab.harmony.kernel.protocol;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
