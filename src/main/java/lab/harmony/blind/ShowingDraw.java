package lab.harmony.blind;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
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
        showings.add(
            new Showing(
                raters.get(rater),
                position,
                list.get(position),
                !seen.add(list.get(position)),
                shown(form.pictures())));
      }
    }
    return showings;
  }

  /// All orders from left to right are as likely.
  private List<Showing.Shown> shown(int pictures) {
    var order = new ArrayList<>(IntStream.range(0, pictures).boxed().toList());
    Collections.shuffle(order, random);
    return order.stream().map(picture -> new Showing.Shown(picture, names.next())).toList();
  }
}
