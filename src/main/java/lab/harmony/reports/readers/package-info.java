/// Who reads a report: its audience, links that are shared, and where it is talked about.
@NullMarked
@NamedInterface("readers")
package lab.harmony.reports.readers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
