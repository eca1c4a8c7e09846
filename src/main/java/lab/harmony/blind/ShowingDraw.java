package lab.harmony.blind;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import lab.harmony.blind.frozen.PictureNames;
import lab.harmony.blind.session.BlindForm;
import lab.harmony.blind.session.Showing;
import lab.harmony.people.PersonId;
import lab.harmony.stats.planning.Assignment;
import lab.harmony.stats.planning.AssignmentPlan;

/// Draws who is shown what in which order, on which side, under which names.
final class ShowingDraw {

  private final SecureRandom random;
  private final PictureNames names;

  ShowingDraw(SecureRandom random) {
    this.random = random;
    this.names = new PictureNames(random);
  }

  /// @param gold numbers of units that each rater is shown once, anywhere among the others
  List<Showing> showings(
      AssignmentPlan plan, List<PersonId> raters, BlindForm form, List<Integer> gold) {
    var lists = Assignment.drawn(plan, random.nextLong()).lists();
    var showings = new ArrayList<Showing>();
    for (int rater = 0; rater < raters.size(); rater++) {
      var seen = new HashSet<Integer>();
      var list = mixed(lists.get(rater), gold);
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

  /// Somebody is shown some units once, in an order that is drawn.
  List<Showing> once(PersonId who, List<Integer> units, BlindForm form) {
    var order = new ArrayList<>(units);
    Collections.shuffle(order, random);
    return IntStream.range(0, order.size())
        .mapToObj(position ->
            new Showing(who, position, order.get(position), false, shown(form.pictures())))
        .toList();
  }

  /// What comes twice only comes further apart by what is put between.
  private List<Integer> mixed(List<Integer> list, List<Integer> gold) {
    var isGold = new ArrayList<Boolean>();
    list.forEach(_ -> isGold.add(false));
    gold.forEach(_ -> isGold.add(true));
    Collections.shuffle(isGold, random);
    var drawn = new ArrayList<>(gold);
    Collections.shuffle(drawn, random);
    var others = list.iterator();
    var golden = drawn.iterator();
    return isGold.stream().map(is -> is ? golden.next() : others.next()).toList();
  }

  /// All orders from left to right are as likely.
  private List<Showing.Shown> shown(int pictures) {
    var order = new ArrayList<>(IntStream.range(0, pictures).boxed().toList());
    Collections.shuffle(order, random);
    return order.stream().map(picture -> new Showing.Shown(picture, names.next())).toList();
  }
}
