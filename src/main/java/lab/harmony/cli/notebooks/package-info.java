/// Verbs for notebook files as such, which need no lab: what differs, and how two changes come
/// together, for git too.
@NullMarked
package lab.harmony.cli.notebooks;

import org.jspecify.annotations.NullMarked;
