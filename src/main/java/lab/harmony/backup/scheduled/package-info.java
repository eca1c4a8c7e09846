/// Backups that the lab makes by itself, the shelf they stand on, and what it says of its storage.
@NullMarked
@NamedInterface("scheduled")
package lab.harmony.backup.scheduled;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
