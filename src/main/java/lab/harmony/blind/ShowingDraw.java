package lab.harmony.blind;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import lab.harmony.people.PersonId;
import lab.harmony.stats.Assignment;
import lab.harmony.stats.AssignmentPlan;

/// Draws who is shown what in which order, on which side, under which names.
final class ShowingDraw {

  private final SecureRandom random;
  private final PictureNames names;

  ShowingDraw(SecureRandom random) {
    this.random = random;
    this.names = new PictureNames(random);
  }

  List<Showing> showings(AssignmentPlan plan, List<PersonId> raters, BlindForm form) {
    var lists = Assignment.drawn(plan, random.nextLong()).lists();
    var showings = new ArrayList<Showing>();
    for (int rater = 0; rater < raters.size(); rater++) {
      var seen = new HashSet<Integer>();
      var list = lists.get(rater);
      for (int position = 0; position < list.size(); position++) {
        boolean pair = form == BlindForm.PAIRS;
        showings.add(
            new Showing(
                raters.get(rater),
                position,
                list.get(position),
                pair && random.nextBoolean(),
                !seen.add(list.get(position)),
                names.next(),
                pair ? Optional.of(names.next()) : Optional.empty()));
      }
    }
    return showings;
  }
}
