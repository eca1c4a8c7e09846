/// Files that are made of a page while one waits.
@NullMarked
@NamedInterface("made")
package lab.harmony.reports.ui.made;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
