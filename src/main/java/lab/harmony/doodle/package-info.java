/// Draws cartoon faces whose every part has a known emotion, and trains the bundled tiny models on
/// them.
@NullMarked
package lab.harmony.doodle;

import org.jspecify.annotations.NullMarked;
