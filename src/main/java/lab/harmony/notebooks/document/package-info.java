/// The .ipynb document: its cells and their outputs, read and changed letter by letter.
@NullMarked
@NamedInterface("document")
package lab.harmony.notebooks.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
