/// Sets a lab up for a team, in a short dialogue.
@NullMarked
package lab.harmony.cli.team;

import org.jspecify.annotations.NullMarked;
