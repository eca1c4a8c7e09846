package lab.harmony.reports.ui;

import java.util.function.Predicate;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.reports.readers.Readership;
import lab.harmony.reports.shelf.ReportLine;

/// What whoever looks at the list of reports may do there.
///
/// @param decides of which reports they say who reads them
record RowRights(
    boolean looks,
    boolean shares,
    boolean exports,
    boolean publishes,
    Predicate<ReportLine> decides) {

  static RowRights of(Rights rights, Readership readership, Actor who) {
    return new RowRights(
        rights.may(who, Right.LOOK),
        rights.may(who, Right.SHARE),
        rights.may(who, Right.EXPORT),
        rights.may(who, Right.PUBLISH),
        readership.decidable(who));
  }
}
