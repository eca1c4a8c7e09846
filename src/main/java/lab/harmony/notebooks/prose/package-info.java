/// Markdown as HTML that cannot act, with formulas and the pictures it names.
@NullMarked
@NamedInterface("prose")
package lab.harmony.notebooks.prose;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
