/// Verbs on a lab on another machine: what is sent, and what comes back.
@NullMarked
package lab.harmony.cli.remote;

import org.jspecify.annotations.NullMarked;
