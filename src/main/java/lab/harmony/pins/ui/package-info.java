/// The screen of the pins, and the parts that say on others what broke and pin a face by a key.
@NullMarked
@NamedInterface("ui")
package lab.harmony.pins.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
