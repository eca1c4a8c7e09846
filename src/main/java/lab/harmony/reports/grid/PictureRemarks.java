package lab.harmony.reports.grid;

import java.util.List;
import lab.harmony.review.tags.PictureTag;

/// What was said of a picture besides its verdict.
///
/// @param noted whether the person who scored it last wrote a note
/// @param disputed whether two people who scored it do not say the same
/// @param tags in their order
public record PictureRemarks(boolean noted, boolean disputed, List<PictureTag> tags) {

  public static final PictureRemarks NONE = new PictureRemarks(false, false, List.of());

  public PictureRemarks {
    tags = List.copyOf(tags);
  }
}
