/// Texts as parts of a page.
@NullMarked
@NamedInterface("ui")
package lab.harmony.prose.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
