/// Who else is here, as initials on a page.
@NullMarked
@NamedInterface("ui")
package lab.harmony.presence.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
