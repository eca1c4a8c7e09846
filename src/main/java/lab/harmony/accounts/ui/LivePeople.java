package lab.harmony.accounts.ui;

import java.time.Duration;
import java.util.List;
import lab.harmony.accounts.Member;
import lab.harmony.accounts.Members;
import lab.harmony.accounts.invitations.Invitation;
import lab.harmony.accounts.invitations.Invitations;
import lab.harmony.accounts.invitations.InvitationsChanged;
import lab.harmony.design.live.Live;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.PersonChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The people of the lab as open pages show them, read for all of these together when somebody has
/// changed. It is read in the name of the lab's owner; who looks at it is the page's to ask.
@Component
class LivePeople {

  private static final Duration PAUSE = Duration.ofMillis(450);

  /// All that the screen shows.
  ///
  /// @param waiting links that nobody has used yet
  record Everybody(List<Member> members, List<Invitation> waiting) {

    /// Whether this says the same but for when somebody was last seen, which changes with all that
    /// anybody does.
    boolean isSameButForWhenSeen(Everybody other) {
      return waiting.equals(other.waiting)
          && members.stream()
              .map(Member::withoutWhenSeen)
              .toList()
              .equals(other.members.stream().map(Member::withoutWhenSeen).toList());
    }
  }

  private final Members members;
  private final Invitations invitations;
  private final People people;
  private final Live<Everybody> now = new Live<>(PAUSE, this::read);

  LivePeople(Members members, Invitations invitations, People people) {
    this.members = members;
    this.invitations = invitations;
    this.people = people;
  }

  @EventListener
  void changed(PersonChanged event) {
    now.changed();
  }

  @EventListener
  void changed(InvitationsChanged event) {
    now.changed();
  }

  Live<Everybody> now() {
    return now;
  }

  /// As they are at this moment.
  Everybody read() {
    return new Everybody(members.all(new Actor(people.localId())), invitations.open());
  }
}
