/// Code cells on the page of their notebook.
@NullMarked
package lab.harmony.code.ui;

import org.jspecify.annotations.NullMarked;
