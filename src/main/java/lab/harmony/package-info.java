/// Harmony Lab: do the eyes, mouth and brows of generated anime faces tell the same emotion?
@NullMarked
package lab.harmony;

import org.jspecify.annotations.NullMarked;
