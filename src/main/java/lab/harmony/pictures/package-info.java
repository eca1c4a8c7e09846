/// The one door for pictures of strangers: kind by content, bounded before it is decoded, upright,
/// and with the same colours whoever asks.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package lab.harmony.pictures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
