/// Threads beside what they are about, and the inbox.
@NullMarked
@NamedInterface("ui")
package lab.harmony.threads.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
