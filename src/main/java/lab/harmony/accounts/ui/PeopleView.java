package lab.harmony.accounts.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.accounts.Confirmation;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.accounts.Member;
import lab.harmony.accounts.Members;
import lab.harmony.accounts.NotForgotten;
import lab.harmony.accounts.OpenIdSignIn;
import lab.harmony.accounts.invitations.Invitation;
import lab.harmony.accounts.invitations.Invitations;
import lab.harmony.accounts.proof.ProofNeeded;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.audit.NotRecorded;
import lab.harmony.design.Notice;
import lab.harmony.design.PageBar;
import lab.harmony.design.PageBody;
import lab.harmony.design.Problem;
import lab.harmony.design.lists.EmptyState;
import lab.harmony.design.live.LiveParts;
import lab.harmony.network.Reach;
import lab.harmony.people.Actor;
import lab.harmony.people.Needs;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.people.Role;

/// The people of the lab: who they are, what they may do, how they sign in, and whom a link waits
/// for.
@Route("people")
@PageTitle("People · Harmony Lab")
@Menu(title = "People", order = 105)
@Needs(Right.MANAGE_PEOPLE)
final class PeopleView extends Composite<Div> implements BeforeEnterObserver {

  private final transient Members members;
  private final transient Invitations invitations;
  private final transient Confirmation confirmation;
  private final transient RecentProof proof;
  private final transient CurrentPerson person;
  private final transient Reach reach;
  private final transient LivePeople live;
  private final transient Rights rights;
  private final Clock clock;
  private transient Optional<LivePeople.Everybody> shown = Optional.empty();
  private final Div problem = new Div();
  private final Div parts = new Div();
  private final List<MemberTable> tables = new ArrayList<>();
  private final Button invite = new Button("Invite somebody", _ -> invite());

  PeopleView(
      Members members,
      Invitations invitations,
      LivePeople live,
      Rights rights,
      Confirmation confirmation,
      RecentProof proof,
      OpenIdSignIn openId,
      CurrentPerson person,
      Reach reach,
      Clock clock) {
    this.live = live;
    this.rights = rights;
    this.confirmation = confirmation;
    this.proof = proof;
    this.reach = reach;
    this.members = members;
    this.invitations = invitations;
    this.person = person;
    this.clock = clock;
    invite.addThemeVariants(ButtonVariant.AURA_PRIMARY);
    var content =
        new PageBody("People", "people", new ProviderWords(openId, _ -> {}), problem, parts);
    getContent().addClassName("page");
    getContent().add(new PageBar("People").withActions(invite), content);
    LiveParts.follow(parts, live.now(), this::heard);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    problem.removeAll();
    show();
  }

  /// Anew, also where nothing has changed but what stands on the page.
  private void show() {
    shown = Optional.empty();
    show(live.read());
  }

  /// What is heard may have been read before what was done here and stands here already, so it is
  /// read again.
  private void heard(LivePeople.Everybody everybody) {
    if (shown.filter(everybody::equals).isEmpty()) {
      show(live.read());
    }
  }

  private void show(LivePeople.Everybody everybody) {
    if (shown.filter(everybody::equals).isPresent()) {
      return;
    }
    if (shown.filter(everybody::isSameButForWhenSeen).isPresent()) {
      shown = Optional.of(everybody);
      tables.forEach(table -> everybody.members().forEach(table::sayWhenSeen));
      return;
    }
    parts.removeAll();
    tables.clear();
    try {
      rights.require(person.actor(), Right.MANAGE_PEOPLE);
      shown = Optional.of(everybody);
      showAll(everybody.members(), everybody.waiting());
    } catch (NotAllowed e) {
      invite.setVisible(false);
      parts.add(new EmptyState("The people of the lab are for its owners", Sentences.of(e)));
    }
  }

  private void showAll(List<Member> all, List<Invitation> open) {
    var actions = new MemberActions(person.id());
    add(
        new MemberTable(
            "People who may sign in",
            all.stream().filter(it -> it.person().maySignIn()).toList(),
            actions,
            clock));
    if (!open.isEmpty()) {
      parts.add(
          new H2("Links that wait"),
          new InvitationTable(
              open,
              id -> members.name(id),
              invitation -> attempt(by -> invitations.revoke(invitation, by)),
              clock));
    }
    var others = all.stream().filter(it -> !it.person().maySignIn()).toList();
    if (!others.isEmpty()) {
      parts.add(
          new H2("May not sign in"),
          new Paragraph(
              "Known by what they did here or elsewhere. It stays theirs, whether or not they may"
                  + " sign in."));
      add(new MemberTable("People who may not sign in", others, actions, clock));
    }
  }

  private void add(MemberTable table) {
    tables.add(table);
    parts.add(table);
  }

  private void invite() {
    new InviteDialog(
            prove(),
            (name, role, days) ->
                Asked.join(
                    reach, invitations.invite(name, role, days, person.actor(), Asked.session())),
            this::show)
        .open();
  }

  private ProofDialog.Asks prove() {
    return new ProofDialog.Asks(confirmation, proof, person.actor());
  }

  /// What a row does.
  private final class MemberActions implements MemberTable.Actions {
    private final PersonId me;

    MemberActions(PersonId me) {
      this.me = me;
    }

    @Override
    public boolean isMe(Member member) {
      return member.person().id().equals(me);
    }

    @Override
    public void give(Member member, Role role) {
      Runnable change =
          () -> attempt(by -> members.give(member.person().id(), role, by, Asked.session()));
      if (Members.needsProof(role)) {
        show(); // the role of now, until it is another
        prove().first(change);
      } else {
        change.run();
      }
    }

    @Override
    public void shutOut(Member member) {
      var name = member.person().name();
      if (attempt(by -> members.shutOut(member.person().id(), by))) {
        Notice.undo("%s may no longer sign in.".formatted(name), () -> letIn(member));
      }
    }

    @Override
    public void letIn(Member member) {
      prove().first(() -> attempt(by -> members.letIn(member.person().id(), by, Asked.session())));
    }

    @Override
    public void renew(Member member) {
      new RenewDialog(
              member.person().name(),
              prove(),
              days ->
                  Asked.join(
                      reach,
                      invitations.renew(
                          member.person().id(), days, person.actor(), Asked.session())),
              PeopleView.this::show)
          .open();
    }
  }

  private interface Change {
    void by(Actor actor);
  }

  private boolean attempt(Change change) {
    problem.removeAll();
    var done = false;
    try {
      change.by(person.actor());
      done = true;
    } catch (IllegalArgumentException | NotAllowed | NotRecorded | ProofNeeded e) {
      problem.add(new Problem("That was not done", Sentences.of(e)));
    } catch (NotForgotten e) {
      problem.add(new Problem("The disk does not forget", Sentences.of(e)));
    }
    show();
    return done;
  }
}
