/// Who may come in and see what, as rows that a restore may not bring back as they were.
@NullMarked
@NamedInterface("access")
package lab.harmony.backup.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
