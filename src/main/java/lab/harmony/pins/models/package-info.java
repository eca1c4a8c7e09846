/// Models and adapters held against the pins: by what they drew before, and by drawing the pinned
/// prompts and seeds with them.
@NullMarked
@NamedInterface("models")
package lab.harmony.pins.models;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
