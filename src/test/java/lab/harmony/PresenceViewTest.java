package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import lab.harmony.presence.Presence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Who else is where one is.
@Tag("unit")
class PresenceViewTest extends FullLab {

  @Autowired Presence presence;
  @Autowired People everybody;
  @Autowired Roles roles;

  private final Object elsewhere = new Object();
  private final Object another = new Object();

  @AfterEach
  void leave() {
    presence.leave(elsewhere);
    presence.leave(another);
  }

  private Actor add(String name, Role role) {
    return Actor.of(everybody.add(name, role));
  }

  private List<String> marks() {
    return find(Span.class)
        .withCondition(it -> it.hasClassName("who-is-here__person"))
        .all()
        .stream()
        .map(it -> "%s: %s".formatted(it.getText(), it.getElement().getAttribute("aria-label")))
        .toList();
  }

  private void awaitMarks(String... marks) {
    awaitThat(() -> marks().equals(List.of(marks)), () -> marks().toString());
  }

  /// Who is there for others, at this moment.
  private List<PersonId> at(String place) {
    var now = new ArrayList<PersonId>();
    presence
        .at(place)
        .follow(visitors -> {
          now.clear();
          visitors.forEach(one -> now.add(one.person().id()));
        })
        .end();
    return now;
  }

  @Test
  void whoeverIsAtTheSameRunGridTrainingOrNotebookIsSeenByTheirInitials() {
    var ben = add("Ben Carter", Role.RESEARCHER);
    for (var address :
        List.of(
            "runs/" + DRAWN.run(),
            "experiments/drawn/grid",
            "experiments/drawn",
            "trainings/" + DrawnTraining.NAME)) {
      open(address);
      awaitMarks();
      presence.enter(elsewhere, address, "", ben);
      awaitMarks("BC: Ben Carter is here");
      presence.enter(another, address, "", ben);
      presence.enter(another, "experiments/another", "", ben);
      awaitMarks("BC: Ben Carter is here");
      presence.leave(elsewhere);
      awaitMarks();
    }
  }

  @Test
  void oneIsThereForOthersUntilOneLeaves() {
    var ada = by("Ada").person();
    var places =
        List.of(
            "runs/" + DRAWN.run(),
            "experiments/drawn/grid",
            "trainings/" + DrawnTraining.NAME,
            "experiments/drawn");
    for (var address : places) {
      open(address);
      awaitThat(() -> at(address).contains(ada), () -> address + ": " + at(address));
      open("models");
      awaitThat(() -> at(address).isEmpty(), () -> address + ": " + at(address));
    }
    open("experiments/drawn");
    awaitThat(() -> at("experiments/drawn").contains(ada), () -> "back at the kept notebook");
    UI.getCurrent().getChildren().toList().forEach(part -> part.getElement().removeFromParent());
    assertThat(at("experiments/drawn")).as("the page is gone").isEmpty();
  }

  @Test
  void manyAreCounted() {
    var pages = new ArrayList<Object>();
    var address = "runs/" + DRAWN.run();
    open(address);
    for (var name : List.of("A One", "B Two", "C Three", "D Four", "E Five")) {
      var page = new Object();
      pages.add(page);
      presence.enter(page, address, "", add(name, Role.RESEARCHER));
    }
    awaitMarks(
        "AO: A One is here",
        "BT: B Two is here",
        "CT: C Three is here",
        "+2: D Four, E Five are here");
    pages.forEach(presence::leave);
    awaitMarks();
  }

  @Test
  void nobodyIsNamedWhoMayNotLookAnyMoreAndNobodyIsToldWhoMayNot() {
    var eve = add("Eve Out", Role.RESEARCHER);
    var address = "runs/" + DRAWN.run();
    open(address);
    presence.enter(elsewhere, address, "", eve);
    awaitMarks("EO: Eve Out is here");
    roles.give(eve.person(), Role.REVIEWER, Actor.of(everybody.local()));
    awaitMarks();
    assertThat(presence.isFor(eve)).isFalse();
    assertThat(presence.isFor(by("Ada"))).isTrue();
  }

  @Test
  void whoeverIsInACellIsNamedThere() {
    var ben = add("Ben In A Cell", Role.RESEARCHER);
    open("experiments/to-run");
    awaitShown("Nobody has run this yet");
    presence.enter(elsewhere, "experiments/to-run", "table", ben);
    awaitShown("Ben In A Cell");
    awaitMarks("BC: Ben In A Cell is here");
    everybody.rename(ben.person(), "Ben Elsewhere");
    awaitShown("Ben Elsewhere");
  }

  @Test
  void aReviewTellsNobodyWhoElseReviews() {
    var ben = add("Ben Who Reviews", Role.REVIEWER);
    open("experiments/drawn/review");
    presence.enter(elsewhere, "experiments/drawn/review", "", ben);
    presence.enter(another, "experiments/drawn", "", add("Cat Near", Role.RESEARCHER));
    awaitShown("drawn");
    assertThat(marks()).isEmpty();
    assertThat(at("experiments/drawn/review")).as("Ada is not there for others").isEmpty();
  }
}
