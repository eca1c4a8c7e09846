/// Child processes that compute: how one is started for a device, spoken to in lines, and ended.
/// Knows no framework.
@NullMarked
@NamedInterface("process")
package lab.harmony.work.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
