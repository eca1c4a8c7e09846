package lab.harmony.presence.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.harmony.design.live.LiveParts;
import lab.harmony.people.Actor;
import lab.harmony.people.NamedPerson;
import lab.harmony.presence.Presence;

/// Who else is at the same place, by their initials; nothing where nobody is. Whoever sees it is
/// there for the others, as long as it is on the page.
public final class WhoIsHere extends Composite<Div> {

  /// More are counted.
  private static final int MOST = 4;

  private final transient Presence presence;
  private final transient Actor who;
  private Optional<String> place = Optional.empty();

  WhoIsHere(Presence presence, Actor who) {
    this.presence = presence;
    this.who = who;
    getContent().addClassName("who-is-here");
    getContent().getElement().setAttribute("role", "group").setAttribute("aria-label", "Also here");
    getContent().setVisible(false);
  }

  /// At the screen with this address.
  public WhoIsHere at(String address) {
    return at(Optional.of(address));
  }

  /// At the screen with this address, or at none.
  public WhoIsHere at(Optional<String> address) {
    if (address.equals(place)) {
      return this;
    }
    presence.leave(this);
    place = address;
    getContent().removeAll();
    getContent().setVisible(false);
    address.ifPresent(there -> {
      var people = new Div();
      people.addClassName("who-is-here__people");
      LiveParts.follow(people, presence.at(there), now -> show(people, now));
      getContent().add(people);
    });
    if (isAttached()) {
      enter();
    }
    return this;
  }

  /// Its screen is seen again.
  public void back() {
    enter();
  }

  /// Its screen is kept, and its person is at another one.
  public void left() {
    presence.leave(this);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    enter();
  }

  @Override
  protected void onDetach(DetachEvent event) {
    presence.leave(this);
  }

  private void enter() {
    place.filter(_ -> presence.isFor(who)).ifPresent(it -> presence.enter(this, it, "", who));
  }

  private void show(Div people, List<Presence.Visitor> now) {
    var others =
        presence.isFor(who)
            ? now.stream()
                .map(Presence.Visitor::person)
                .filter(person -> !person.is(who.person()))
                .distinct()
                .toList()
            : List.<NamedPerson>of();
    people.removeAll();
    int shown = others.size() <= MOST ? others.size() : MOST - 1;
    others
        .subList(0, shown)
        .forEach(
            person -> people.add(mark(Initials.of(person.name()), person.name() + " is here")));
    if (shown < others.size()) {
      var rest = others.subList(shown, others.size());
      people.add(
          mark(
              "+" + rest.size(),
              rest.stream().map(NamedPerson::name).collect(Collectors.joining(", "))
                  + " are here"));
    }
    getContent().setVisible(!others.isEmpty());
  }

  private static Span mark(String letters, String words) {
    var mark = new Span(letters);
    mark.addClassName("who-is-here__person");
    mark.setTitle(words);
    mark.getElement().setAttribute("role", "img").setAttribute("aria-label", words);
    return mark;
  }
}
