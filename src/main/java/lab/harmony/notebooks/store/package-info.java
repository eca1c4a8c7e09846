/// The notebooks of the workspace: their files, every way to change them, and the way back.
@NullMarked
@NamedInterface("store")
package lab.harmony.notebooks.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
