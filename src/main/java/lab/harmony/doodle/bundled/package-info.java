/// Makes the bundled models from nothing: learns a vocabulary, trains networks on drawings,
/// measures them and writes their folders.
@NullMarked
package lab.harmony.doodle.bundled;

import org.jspecify.annotations.NullMarked;
