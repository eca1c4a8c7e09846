/// How a sparse grid looks in its notebook.
@NullMarked
package lab.harmony.sparse.ui;

import org.jspecify.annotations.NullMarked;
