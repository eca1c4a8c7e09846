package lab.harmony.accounts;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lab.harmony.accounts.links.Admission;
import lab.harmony.accounts.links.ShutOut;
import lab.harmony.accounts.links.SignInLinks;
import lab.harmony.accounts.openid.OpenIdLinks;
import lab.harmony.accounts.passkeys.Passkeys;
import lab.harmony.accounts.passwords.Passwords;
import lab.harmony.accounts.proof.RecentProof;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Person;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.people.Role;
import lab.harmony.people.Roles;
import org.springframework.stereotype.Service;

/// The people of the lab as an owner looks after them: their roles, and whether they may sign in.
@Service
public class Members {

  private final People people;
  private final Rights rights;
  private final Roles roles;
  private final Passwords passwords;
  private final Passkeys passkeys;
  private final OpenIdLinks openId;
  private final Sessions sessions;
  private final SignInLinks links;
  private final Admission admission;
  private final ShutOut shutOut;
  private final RecentProof proof;
  private final AuditTrail trail;

  Members(
      People people,
      Rights rights,
      Roles roles,
      Passwords passwords,
      Passkeys passkeys,
      OpenIdLinks openId,
      Sessions sessions,
      SignInLinks links,
      Admission admission,
      ShutOut shutOut,
      RecentProof proof,
      AuditTrail trail) {
    this.people = people;
    this.rights = rights;
    this.roles = roles;
    this.passwords = passwords;
    this.passkeys = passkeys;
    this.openId = openId;
    this.sessions = sessions;
    this.links = links;
    this.admission = admission;
    this.shutOut = shutOut;
    this.proof = proof;
    this.trail = trail;
  }

  /// Everybody whom the lab knows, in the order in which it came to know them.
  ///
  /// @throws lab.harmony.people.NotAllowed if the actor may not ask
  public List<Member> all(Actor by) {
    rights.require(by, Right.MANAGE_PEOPLE);
    var chosen = passwords.chosen();
    var keys = passkeys.counts();
    var accounts = openId.counts();
    var seen = sessions.seen();
    return people.all().stream()
        .map(person ->
            new Member(
                person,
                Optional.ofNullable(seen.get(person.id())),
                chosen.containsKey(person.id()),
                keys.getOrDefault(person.id(), 0),
                accounts.getOrDefault(person.id(), 0),
                person.id().equals(people.localId())))
        .toList();
  }

  /// What somebody is called.
  public String name(PersonId id) {
    return people.get(id).name();
  }

  /// Gives a person another role, which holds at once. That of an owner lets them let others in, so
  /// it is given by whoever has just shown who they are.
  ///
  /// @param here the session that asks
  /// @throws ProofNeeded if it is too long since they showed who they are
  /// @throws lab.harmony.people.NotAllowed if the actor may not
  /// @throws IllegalArgumentException in words, for the owner of the machine's lab
  public void give(PersonId id, Role role, Actor by, Optional<HttpSession> here) {
    rights.require(by, Right.MANAGE_PEOPLE);
    if (needsProof(role)) {
      proof.require(by, here);
    }
    change(id, by, AuditKind.ROLE_CHANGED, person -> roles.give(person.id(), role, by));
  }

  /// Lets a person sign in no longer: their sessions end, their links open nothing, and what they
  /// did stays theirs.
  ///
  /// @throws NotForgotten in words, if they are out and the disk does not let go of what let them
  ///   in
  /// @throws lab.harmony.people.NotAllowed if the actor may not
  /// @throws IllegalArgumentException in words, for the owner of the machine's lab and for oneself
  public void shutOut(PersonId id, Actor by) {
    rights.require(by, Right.MANAGE_PEOPLE);
    if (id.equals(by.person())) {
      throw new IllegalArgumentException("You cannot shut yourself out; another owner can.");
    }
    change(
        id,
        by,
        AuditKind.PERSON_SHUT_OUT,
        person -> {
          shutOut.add(person.id());
          return roles.leaveOut(person.id(), by);
        });
    // Those who were told of the change have done it; what the disk keeps is said to whoever asked.
    sessions.endAll(id);
    links.end(whom -> admission.means(whom, id));
  }

  /// Whether this role is given by nobody who has not just shown who they are.
  public static boolean needsProof(Role role) {
    return role == Role.OWNER;
  }

  /// Lets a person sign in who could not, or could no longer.
  ///
  /// @param here the session that asks
  /// @throws ProofNeeded if it is too long since they showed who they are
  /// @throws lab.harmony.people.NotAllowed if the actor may not
  public void letIn(PersonId id, Actor by, Optional<HttpSession> here) {
    rights.require(by, Right.MANAGE_PEOPLE);
    proof.require(by, here);
    change(
        id,
        by,
        AuditKind.PERSON_LET_IN,
        person -> {
          shutOut.remove(person.id());
          return roles.letIn(person.id(), person.role(), by);
        });
  }

  private void change(PersonId id, Actor by, AuditKind kind, UnaryOperator<Person> change) {
    rights.require(by, Right.MANAGE_PEOPLE);
    trail.together(() -> {
      var before = people.get(id);
      var after = change.apply(before);
      if (!after.equals(before)) {
        var event = AuditEvent.of(kind, by, AuditSubject.person(after));
        trail.record(
            before.role() == after.role()
                ? event
                : event.with("from", before.role().word()).with("to", after.role().word()));
      }
      return after;
    });
  }
}
