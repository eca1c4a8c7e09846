package lab.harmony.reports.grid.facts;

import java.util.List;
import java.util.Map;
import lab.harmony.blind.results.BlindVerdict;
import lab.harmony.blind.results.ClosedSession;
import lab.harmony.people.NamedPerson;
import lab.harmony.review.tags.PictureTag;

/// What was said of a picture besides its verdict.
///
/// @param noted whether the person who scored it last wrote a note
/// @param disputed whether two people who scored it do not say the same
/// @param tags in their order
/// @param each how many points each person gave who scored it
/// @param blind what the raters of each closed blind session said that showed it
public record PictureRemarks(
    boolean noted,
    boolean disputed,
    List<PictureTag> tags,
    Map<NamedPerson, Integer> each,
    Map<ClosedSession, BlindVerdict> blind) {

  public static final PictureRemarks NONE = new PictureRemarks(false, false, List.of());

  public PictureRemarks {
    tags = List.copyOf(tags);
    each = Map.copyOf(each);
    blind = Map.copyOf(blind);
  }

  public PictureRemarks(boolean noted, boolean disputed, List<PictureTag> tags) {
    this(noted, disputed, tags, Map.of(), Map.of());
  }
}
