/// What a report and a grid can be taken along as: tables for LaTeX and spreadsheets, figures as
/// drawings and pictures, pages for paper.
@NullMarked
@NamedInterface("exports")
package lab.harmony.reports.exports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
