package lab.harmony.threads;

import static lab.harmony.threads.TalkingLab.BASELINE;
import static lab.harmony.threads.TalkingLab.posted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import lab.harmony.notices.MailKind;
import lab.harmony.notices.PersonalNotice;
import lab.harmony.people.Actor;
import lab.harmony.people.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Who is written to about comments.
@Tag("unit")
class CommentNewsTest {

  private final TalkingLab lab = new TalkingLab();
  private final Actor ada = lab.add("Ada", Role.OWNER);
  private final Actor ben = lab.add("Ben", Role.RESEARCHER);
  private final Actor rita = lab.add("Rita", Role.REVIEWER);

  private List<PersonalNotice> news(Actor to, Instant since) {
    return lab.news.since(since).stream().filter(one -> one.to().equals(to.person())).toList();
  }

  @Test
  void whoIsMentionedAndWhoTakesPartIsToldAndNobodyOfTheirOwn() {
    var said = lab.say(BASELINE, "What of the secret eyes, @Rita?", ben);
    assertThat(news(rita, Instant.EPOCH))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.kind()).isEqualTo(MailKind.MENTION);
          assertThat(one.who()).contains(ben.person());
          assertThat(one.title()).isEqualTo("mentioned you on Baseline");
          assertThat(one.path()).isEqualTo("inbox/" + said.thread());
        });
    assertThat(news(ben, Instant.EPOCH)).isEmpty();
    assertThat(news(ada, Instant.EPOCH)).as("who takes no part").isEmpty();
    lab.answer(said.thread(), "Wide open", rita);
    assertThat(news(ben, Instant.EPOCH))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.kind()).isEqualTo(MailKind.ANSWER);
          assertThat(one.title()).isEqualTo("commented on Baseline");
        });
    assertThat(news(ben, Instant.now().plusSeconds(60))).isEmpty();
  }

  @Test
  void whoIsMentionedByAnEditIsTold() {
    var said = lab.say(BASELINE, "Look", ben);
    lab.answer(said.thread(), "I do", ada);
    posted(lab.threads.edit(said.comment(), 0, "Look, @Rita", ben));
    assertThat(news(rita, Instant.EPOCH))
        .as("and of nothing that was said before they took part")
        .extracting(PersonalNotice::kind)
        .containsExactly(MailKind.MENTION);
    lab.answer(said.thread(), "So do I", ada);
    assertThat(news(rita, Instant.EPOCH))
        .extracting(PersonalNotice::kind)
        .containsExactly(MailKind.MENTION, MailKind.ANSWER);
  }

  @Test
  void whoIsMentionedAlreadyIsNotToldAgainByAnEdit() {
    var said = lab.say(BASELINE, "Look, @Rita", ben);
    var mentioned = news(rita, Instant.EPOCH).getFirst().at();
    await().until(() -> Instant.now().isAfter(mentioned.plusMillis(5)));
    posted(lab.threads.edit(said.comment(), 0, "Look again, @Rita", ben));
    assertThat(news(rita, mentioned.plusMillis(1))).isEmpty();
  }

  @Test
  void whatWasWithdrawnOrMayNotBeLookedAtAnyMoreIsNotOpen() {
    var said = lab.say(BASELINE, "@Rita", ben);
    var key = news(rita, Instant.EPOCH).getFirst().key();
    assertThat(lab.news.mayOpen(rita, key)).isTrue();
    lab.hidden.add(BASELINE);
    assertThat(lab.news.mayOpen(rita, key)).isFalse();
    lab.hidden.clear();
    posted(lab.threads.withdraw(said.comment(), "", ben));
    assertThat(lab.news.mayOpen(rita, key)).isFalse();
    assertThat(news(rita, Instant.EPOCH)).isEmpty();
  }
}
