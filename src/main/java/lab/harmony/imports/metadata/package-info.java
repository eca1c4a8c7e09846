/// The texts that lie in pictures, read as a stranger has written them.
@NullMarked
package lab.harmony.imports.metadata;

import org.jspecify.annotations.NullMarked;
