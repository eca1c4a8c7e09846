package lab.harmony.notices;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.PersonId;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.workspace.HarmonySettings;
import lab.harmony.workspace.Sha256;
import org.springframework.stereotype.Service;

/// What people choose about mails of the lab: an address that they confirm, of what, and how soon.
/// Nobody chooses it for anybody else.
@Service
public class MailChoices {

  /// How long somebody may take to confirm an address.
  public static final Duration TO_CONFIRM = Duration.ofDays(1);

  /// So many mails to confirm an address somebody causes in a day.
  static final int ASKED_A_DAY = 5;

  private static final int BYTES = 32;

  private final MailTable table;
  private final Outbox outbox;
  private final People people;
  private final Rights rights;
  private final AuditTrail trail;
  private final Clock clock;
  private final boolean offered;
  private final SecureRandom random = new SecureRandom();

  MailChoices(
      MailTable table,
      Outbox outbox,
      People people,
      Rights rights,
      AuditTrail trail,
      HarmonySettings settings,
      Clock clock) {
    this.table = table;
    this.outbox = outbox;
    this.people = people;
    this.rights = rights;
    this.trail = trail;
    this.clock = clock;
    this.offered = MailSettings.of(settings).isPresent();
  }

  /// Whether the settings name a mail server.
  public boolean areOffered() {
    return offered;
  }

  /// What somebody chose; empty where they want no mails.
  public Optional<MailChoice> of(Actor me) {
    return table.find(me.person());
  }

  /// Asks for a link to this address, which confirms it. Until then nothing else is sent, and
  /// nothing to one of before.
  ///
  /// @throws IllegalArgumentException in words, if it is no address, or too many were asked for
  public void ask(String address, Actor me) {
    rights.require(me, Right.OWN_ACCOUNT);
    var to = new MailAddress(address);
    if (!offered) {
      throw new IllegalArgumentException(
          "This lab sends no mails: no setting names a mail server. Whoever looks after it sets"
              + " harmony.mail.server.");
    }
    var now = clock.instant();
    if (outbox.askedSince(me.person(), now.minus(Duration.ofDays(1))) >= ASKED_A_DAY) {
      throw new IllegalArgumentException(
          "%d links were sent for you within a day. Look into your mails, also those that were sorted out, or try again tomorrow."
              .formatted(ASKED_A_DAY));
    }
    trail.together(() -> {
      outbox.dropOf(me.person());
      table.ask(me.person(), to);
      outbox.addConfirmation(me.person(), now);
      return to;
    });
  }

  /// A secret that confirms this address of somebody, once, unless they ask for another; those of
  /// before do not any more.
  String secret(PersonId person, MailAddress address) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    table.secret(person, address, digest(secret), clock.instant().plus(TO_CONFIRM));
    return secret;
  }

  /// Confirms the address of whoever asks, by the secret that was sent there.
  ///
  /// @throws IllegalArgumentException in words, if it confirms nothing of theirs
  public MailAddress confirm(String secret, Actor me) {
    rights.require(me, Right.OWN_ACCOUNT);
    return trail.together(() -> {
      var confirmed = table.confirm(me.person(), digest(secret), clock.instant());
      if (!confirmed) {
        throw new IllegalArgumentException(
            "This link confirms no address of yours: it works once, within a day, for whoever asked"
                + " for it, until they ask for another.");
      }
      record(AuditKind.MAILS_SWITCHED_ON, me);
      return table.find(me.person()).orElseThrow().address();
    });
  }

  /// Of what and how soon, from now on.
  public void choose(Set<MailKind> kinds, MailPace pace, Actor me) {
    rights.require(me, Right.OWN_ACCOUNT);
    trail.together(() -> {
      table.choose(me.person(), kinds, pace);
      outbox.moveOf(me.person(), pace.next(clock.instant(), ZoneId.systemDefault()));
      return pace;
    });
  }

  /// Nothing is sent to them from now on, and their address is forgotten.
  public void switchOff(Actor me) {
    rights.require(me, Right.OWN_ACCOUNT);
    trail.together(() -> {
      outbox.dropOf(me.person());
      if (table.remove(me.person())) {
        record(AuditKind.MAILS_SWITCHED_OFF, me);
      }
      return me;
    });
  }

  private void record(AuditKind kind, Actor me) {
    trail.record(AuditEvent.of(kind, me, AuditSubject.person(people.get(me.person()))));
  }

  private static String digest(String secret) {
    return Sha256.of(secret).hex();
  }
}
