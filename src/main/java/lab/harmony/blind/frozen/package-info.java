/// Pictures as raters see them: without a name, without text, at one size.
@NullMarked
@NamedInterface("frozen")
package lab.harmony.blind.frozen;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
