/// The list of experiments, which is the lab's home, and the page of a notebook.
@NullMarked
@NamedInterface("ui")
package lab.harmony.notebooks.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
