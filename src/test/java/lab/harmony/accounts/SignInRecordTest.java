package lab.harmony.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import lab.harmony.accounts.browsers.RememberedBrowsers;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEntry;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.people.People;
import lab.harmony.people.Somebody;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

@Tag("unit")
class SignInRecordTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-29T12:00:00Z"));
  private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/sign-in");
  private AuditTrail trail;
  private SignInRecord record;
  private People people;

  @BeforeEach
  void aTrail() {
    var source = MigratedDatabase.inMemory();
    InstantSource times = now::get;
    Clock clock = times.withZone(ZoneOffset.UTC);
    trail = AuditTrail.over(source, clock);
    people = Somebody.in(source);
    record = new SignInRecord(trail, people, clock);
    request.setParameter("token", "a-secret");
    request.setRemoteAddr("127.0.0.1");
  }

  @Test
  void whoComesAndGoesIsWrittenDownAndNoSecretIs() {
    record.signedIn(people.named("Ada").id(), SignInRecord.Way.LINK, request);
    record.signedIn(people.named("Ada").id(), SignInRecord.Way.REMEMBERED, request);
    record.refused(SignInRecord.Way.LINK, Optional.empty(), request);
    record.signedOut(people.named("Ada").id(), request);
    var entries = trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 10);
    assertThat(entries)
        .extracting(
            AuditEntry::kind, entry -> AuditActor.words(entry.who()), AuditEntry::factsInWords)
        .containsExactly(
            tuple("signed-out", "Ada", "address 127.0.0.1"),
            tuple("sign-in-refused", "nobody", "address 127.0.0.1, way one-time link"),
            tuple("signed-in", "Ada", "address 127.0.0.1, way remembered browser"),
            tuple("signed-in", "Ada", "address 127.0.0.1, way one-time link"));
    var ada = people.named("Ada");
    assertThat(entries.getFirst().subject()).isEqualTo(ada.id() + " Ada");
    assertThat(entries.getFirst().aboutInWords()).isEqualTo("person Ada");
    assertThat(entries).noneMatch(entry -> entry.toString().contains("a-secret"));
  }

  @Test
  void somebodyWhomTheDatabaseCannotNameIsToldAndGoesOut() {
    record.signedOut(Somebody.named("Nobody here").id(), request);
    assertThat(trail.count(AuditQuery.EVERYTHING)).isZero();
    assertThat(trail.missed().events()).isOne();
  }

  @Test
  void thousandsOfRefusalsAreCountedInsteadOfFillingTheTrail() {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      record.refused(SignInRecord.Way.LINK, Optional.empty(), request);
    }
    assertThat(trail.count(AuditQuery.EVERYTHING)).isEqualTo(20);
    now.updateAndGet(time -> time.plus(Duration.ofSeconds(61)));
    record.refused(SignInRecord.Way.LINK, Optional.empty(), request);
    assertThat(trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 1).getFirst().facts())
        .containsEntry("before", "980 more like it");
  }

  @Test
  void junkLinksDoNotHideThatSomebodyGuessesAPassword() {
    var ada = people.named("Ada").id();
    for (int attempt = 0; attempt < 1_000; attempt++) {
      record.refused(SignInRecord.Way.LINK, Optional.empty(), request);
    }
    for (int attempt = 0; attempt < 25; attempt++) {
      record.refused(SignInRecord.Way.PASSWORD, Optional.of(ada), request);
    }
    record.refused(SignInRecord.Way.PASSWORD, Optional.empty(), request);
    var entries = trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 100);
    assertThat(entries).extracting(entry -> entry.facts().get("way")).hasSize(41);
    assertThat(entries.getFirst().about()).isEqualTo("lab");
    assertThat(entries.subList(1, 21))
        .allSatisfy(entry -> {
          assertThat(entry.facts()).containsEntry("way", "password");
          assertThat(entry.aboutInWords()).isEqualTo("person Ada");
        });
    record.tellCounted();
    assertThat(trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 2))
        .extracting(AuditEntry::aboutInWords, entry -> entry.facts().get("before"))
        .containsExactlyInAnyOrder(
            tuple("person Ada", "5 more like it"), tuple("lab", "980 more like it"));
  }

  @Test
  void whatABrowserAsksForAtOnceWhenItComesBackIsOneSignIn() {
    var ada = people.named("Ada").id();
    for (int at = 0; at < 12; at++) {
      record.cameBack(new RememberedBrowsers.Known(ada, "browser-1"), request);
    }
    record.cameBack(new RememberedBrowsers.Known(ada, "browser-2"), request);
    assertThat(trail.count(AuditQuery.EVERYTHING)).as("one for each browser").isEqualTo(2);
    now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
    record.cameBack(new RememberedBrowsers.Known(ada, "browser-1"), request);
    assertThat(trail.count(AuditQuery.EVERYTHING)).as("later it is another").isEqualTo(3);
  }

  @Test
  void whatWasOnlyCountedIsWrittenDownWhenTheLabEnds() {
    for (int attempt = 0; attempt < 30; attempt++) {
      record.refused(SignInRecord.Way.LINK, Optional.empty(), request);
    }
    record.close();
    assertThat(trail.count(AuditQuery.EVERYTHING)).isEqualTo(21);
    assertThat(trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 1).getFirst().facts())
        .containsEntry("before", "10 more like it");
    record.tellCounted();
    assertThat(trail.count(AuditQuery.EVERYTHING)).as("once").isEqualTo(21);
  }
}
