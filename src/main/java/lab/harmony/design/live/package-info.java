/// What is found out once for all open pages, and pushed to those that show it.
@NullMarked
@NamedInterface("live")
package lab.harmony.design.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
