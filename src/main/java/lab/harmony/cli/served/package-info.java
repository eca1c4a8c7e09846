/// Verbs that a running lab does for people who ask from other machines.
@NullMarked
package lab.harmony.cli.served;

import org.jspecify.annotations.NullMarked;
