/// Lists as screens show them: searched, narrowed, a part at a time, empty, with what was left out.
@NullMarked
@NamedInterface("lists")
package lab.harmony.design.lists;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
