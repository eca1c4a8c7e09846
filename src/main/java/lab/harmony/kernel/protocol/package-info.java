/// What a kernel and the program that started it say to each other: Jupyter's kinds of messages, a
/// line of JSON each.
@NullMarked
package lab.harmony.kernel.protocol;

import org.jspecify.annotations.NullMarked;
