package lab.harmony.threads;

import static lab.harmony.threads.TalkingLab.BASELINE;
import static lab.harmony.threads.TalkingLab.CELL;
import static lab.harmony.threads.TalkingLab.posted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lab.harmony.people.Actor;
import lab.harmony.people.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class InboxTest {

  private final TalkingLab lab = new TalkingLab();
  private final Inbox inbox = lab.inbox;
  private final Actor ada = lab.add("Ada", Role.OWNER);
  private final Actor ben = lab.add("Ben", Role.RESEARCHER);
  private final Actor rita = lab.add("Rita", Role.REVIEWER);

  private List<Inbox.Entry> unread(Actor who) {
    return inbox.list(who, Inbox.Which.UNREAD, 10).entries();
  }

  @Test
  void repliesAndMentionsAreUnreadUntilTheyAreRead() {
    var said = lab.say(BASELINE, "What of the eyes, @Rita?", ben);
    assertThat(unread(ben)).as("one's own").isEmpty();
    assertThat(unread(ada)).as("somebody who takes no part").isEmpty();
    assertThat(unread(rita))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.mentioned()).isTrue();
          assertThat(entry.place().path()).isEqualTo("experiments/baseline");
          assertThat(entry.unread()).extracting(ThreadComment::id).containsExactly(said.comment());
        });
    assertThat(inbox.unread(rita)).isEqualTo(1);
    assertThat(lab.told).contains(new InboxChanged(Set.of(ben.person(), rita.person())));

    lab.answer(said.thread(), "Fine.", rita);
    assertThat(inbox.unread(rita)).as("whoever answers has read").isZero();
    assertThat(unread(ben))
        .singleElement()
        .satisfies(entry -> assertThat(entry.mentioned()).isFalse());
    var listed = unread(ben);
    inbox.read(listed, ben);
    assertThat(inbox.unread(ben)).isZero();
    assertThat(inbox.list(ben, Inbox.Which.OWN, 10).entries()).as("what was read stays").hasSize(1);
    inbox.read(listed, ben);
    assertThat(inbox.unread(ben)).as("reading an older one unreads nothing").isZero();
  }

  @Test
  void whatIsWithdrawnOrNoLongerForOneIsNotUnread() {
    var said = lab.say(BASELINE, "@Rita, look", ben);
    posted(lab.threads.withdraw(said.comment(), "", ben));
    assertThat(inbox.unread(rita)).isZero();
    posted(lab.threads.bringBack(said.comment(), ben));
    assertThat(inbox.unread(rita)).isEqualTo(1);
    lab.barred.add(rita.person());
    assertThat(inbox.unread(rita)).isZero();
    assertThat(inbox.list(rita, Inbox.Which.OWN, 10).entries()).isEmpty();
  }

  @Test
  void whoeverIsMentionedByAnEditIsToldAlsoIfTheyHaveReadOn() {
    var said = lab.say(BASELINE, "Look", ben);
    var later = lab.answer(said.thread(), "I do", rita);
    assertThat(inbox.unread(rita)).isZero();
    posted(lab.threads.edit(said.comment(), 0, "Look, @rita and @Ada", ben));
    assertThat(unread(rita))
        .singleElement()
        .satisfies(entry -> assertThat(entry.mentioned()).isTrue());
    assertThat(unread(ada).getFirst().unread())
        .extracting(ThreadComment::id)
        .containsExactly(said.comment(), later.comment());
  }

  @Test
  void theNewestComesFirstAndWhatIsListedCanBeReadAtOnce() {
    var first = lab.say(BASELINE, "@Rita", ben);
    lab.say(CELL, "@Rita", ben);
    lab.answer(first.thread(), "again", ben);
    assertThat(unread(rita))
        .extracting(Inbox.Entry::kind)
        .containsExactly(TopicKind.EXPERIMENT, TopicKind.CELL);
    var page = inbox.list(rita, Inbox.Which.UNREAD, 1);
    assertThat(page.entries()).extracting(Inbox.Entry::kind).containsExactly(TopicKind.EXPERIMENT);
    assertThat(page.all()).isEqualTo(2);
    var listed = unread(rita);
    var since = lab.answer(first.thread(), "since", ben);
    inbox.read(listed, rita);
    assertThat(unread(rita))
        .as("what came since it was listed")
        .singleElement()
        .satisfies(entry ->
            assertThat(entry.unread())
                .extracting(ThreadComment::id)
                .containsExactly(since.comment()));
    inbox.read(unread(rita), rita);
    assertThat(unread(rita)).isEmpty();
    assertThat(inbox.unread(ben)).isZero();
  }

  @Test
  void aLongInboxAsksTheDatabaseAsOftenAsAShortOne() {
    lab.say(BASELINE, "@Rita", ben);
    var few = asked();
    for (int thread = 0; thread < 60; thread++) {
      lab.say(thread % 2 == 0 ? CELL : BASELINE, "@Rita, once more", ben);
    }
    assertThat(asked()).isEqualTo(few).isLessThan(6);
    lab.asked.clear();
    var page = inbox.list(rita, Inbox.Which.UNREAD, 50);
    assertThat(page.entries()).hasSize(50);
    assertThat(page.all()).isEqualTo(61);
    assertThat(lab.asked).as("once for each kind").hasSize(2);
    assertThat(inbox.unread(rita)).isEqualTo(61);
  }

  private int asked() {
    lab.statements.clear();
    inbox.list(rita, Inbox.Which.UNREAD, 50);
    inbox.unread(rita);
    return lab.statements.all().size();
  }

  @Test
  void aThreadIsReadAsFarAsAllThatWasUnreadInItWasSeen() {
    var said = lab.say(BASELINE, "@Rita", ben);
    var second = lab.answer(said.thread(), "second", ben);
    var third = lab.answer(said.thread(), "third", ben);
    var other = lab.say(CELL, "@Rita", ben);
    inbox.seen(seen(third, other), rita);
    assertThat(unread(rita))
        .as("what stands above the newest was not in sight")
        .singleElement()
        .satisfies(entry -> assertThat(entry.unread()).hasSize(3));
    inbox.seen(seen(said, third), rita);
    assertThat(unread(rita).getFirst().unread())
        .extracting(ThreadComment::id)
        .containsExactly(second.comment(), third.comment());
    inbox.seen(Set.of(new SeenComment(4711, 0)), rita);
    inbox.seen(seen(second, third), rita);
    assertThat(unread(rita)).isEmpty();
    inbox.seen(Set.of(), rita);
    inbox.seen(seen(said), ada);
    assertThat(inbox.list(ada, Inbox.Which.OWN, 10).entries())
        .as("whoever looks takes no part by that")
        .isEmpty();
  }

  @Test
  void whoeverSawACommentBeforeItWasEditedHasNotReadWhatItSaysNow() {
    var said = lab.say(BASELINE, "Look", ben);
    var later = lab.answer(said.thread(), "I do", rita);
    posted(lab.threads.edit(said.comment(), 0, "Look, @Rita", ben));
    inbox.seen(seen(said, later), rita);
    assertThat(unread(rita)).as("a page that showed what it said before").hasSize(1);
    inbox.seen(Set.of(new SeenComment(said.comment(), 1)), rita);
    assertThat(unread(rita)).isEmpty();
  }

  @Test
  void aListMarksNothingAsReadThatSaysSomethingElseThanWhenItWasListed() {
    var said = lab.say(BASELINE, "Look", ben);
    lab.answer(said.thread(), "I do", rita);
    lab.answer(said.thread(), "Once more", ben);
    var before = unread(rita);
    posted(lab.threads.edit(said.comment(), 0, "Look, @Rita", ben));
    inbox.read(before, rita);
    assertThat(unread(rita)).as("what was read is to be read again").hasSize(1);
    var again = unread(rita);
    posted(lab.threads.edit(said.comment(), 1, "Look again, @Rita", ben));
    inbox.read(again, rita);
    assertThat(unread(rita)).as("what was listed says something else").hasSize(1);
    inbox.read(unread(rita), rita);
    assertThat(unread(rita)).isEmpty();
  }

  private static Set<SeenComment> seen(Posting.Posted... comments) {
    return Arrays.stream(comments)
        .map(one -> new SeenComment(one.comment(), 0))
        .collect(Collectors.toSet());
  }

  @Test
  void allThreadsAreListedAlsoOfWhatIsGoneAndNoneThatOneMayNotLookAt() {
    var said = lab.say(BASELINE, "About what is gone", ben);
    lab.ends.ended(TopicGroup.of(BASELINE), "baseline-1");
    lab.say(BASELINE, "About what came instead", ben);
    assertThat(inbox.list(ada, Inbox.Which.ALL, 10).entries())
        .extracting(Inbox.Entry::gone)
        .containsExactly(false, true);
    assertThat(lab.on(BASELINE)).hasSize(1);
    lab.ends.ended(TopicGroup.of(BASELINE), "baseline-2");
    lab.ends.back(TopicGroup.of(BASELINE), "baseline-1");
    assertThat(lab.on(BASELINE)).extracting(CommentThread::id).containsExactly(said.thread());
    lab.ends.taken(TopicGroup.of(BASELINE));
    assertThat(lab.on(BASELINE)).isEmpty();
    lab.barred.add(ada.person());
    assertThat(inbox.list(ada, Inbox.Which.ALL, 10).entries()).isEmpty();
  }
}
