/// What verbs share: names that are looked up, the lab behind a verb, lists, signals, and what is
/// written at a terminal.
@NullMarked
@NamedInterface("terminal")
package lab.harmony.cli.terminal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
