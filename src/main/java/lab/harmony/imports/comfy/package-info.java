/// The graphs of ComfyUI: from the saved picture back to what made it.
@NullMarked
package lab.harmony.imports.comfy;

import org.jspecify.annotations.NullMarked;
