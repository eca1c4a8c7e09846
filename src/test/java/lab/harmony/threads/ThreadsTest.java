package lab.harmony.threads;

import static lab.harmony.threads.TalkingLab.BASELINE;
import static lab.harmony.threads.TalkingLab.CELL;
import static lab.harmony.threads.TalkingLab.PICTURE;
import static lab.harmony.threads.TalkingLab.posted;
import static lab.harmony.threads.TalkingLab.refused;
import static lab.harmony.threads.TalkingLab.sending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import lab.harmony.audit.AuditQuery;
import lab.harmony.people.Actor;
import lab.harmony.people.NotAllowed;
import lab.harmony.people.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class ThreadsTest {

  private final TalkingLab lab = new TalkingLab();
  private final Threads threads = lab.threads;
  private final Actor ada = lab.add("Ada", Role.OWNER);
  private final Actor ben = lab.add("Ben", Role.RESEARCHER);
  private final Actor rita = lab.add("Rita", Role.REVIEWER);

  @Test
  void whatIsSaidStandsThereAsItWasWrittenWithTheNameOfNow() {
    var text = "  **Eyes** look tired,\n\n- see `r1`\n";
    var said = lab.say(BASELINE, text, ben);
    lab.answer(said.thread(), "Yes.", rita);
    lab.people.rename(ben.person(), "Benjamin");

    assertThat(lab.on(BASELINE))
        .singleElement()
        .satisfies(thread -> {
          assertThat(thread.title()).isEqualTo("Baseline");
          assertThat(thread.comments())
              .extracting(ThreadComment::text)
              .containsExactly(text, "Yes.");
          assertThat(thread.comments().getFirst().author().name()).isEqualTo("Benjamin");
        });
    assertThat(lab.on(CELL)).isEmpty();
    assertThat(lab.told).contains(new ThreadsChanged(BASELINE, said.thread()));
  }

  @Test
  void whoeverMayNotCommentOrLookSaysNothing() {
    var reader = lab.add("Rob", Role.READER);
    assertThatThrownBy(() -> threads.open(BASELINE, "Hello", sending(), reader))
        .isInstanceOf(NotAllowed.class)
        .hasMessageStartingWith(
            "To comment you need the role of reviewer or more; yours is reader.");
    var said = lab.say(BASELINE, "Hello", ada);
    assertThatThrownBy(() -> threads.reply(said.thread(), "Hello", sending(), reader))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> threads.turn(said.thread(), true, reader))
        .isInstanceOf(NotAllowed.class);

    lab.barred.add(rita.person());
    assertThat(refused(threads.open(BASELINE, "Hello", sending(), rita))).contains("not there");
    assertThat(refused(threads.reply(said.thread(), "Hello", sending(), rita)))
        .isEqualTo("There is no such thread here, or it is not for you.");
    assertThat(refused(threads.turn(said.thread(), true, rita))).contains("no such thread");
    assertThat(refused(threads.withdraw(said.comment(), "", rita))).contains("no such thread");
    assertThat(threads.find(said.thread(), rita)).isEmpty();
    assertThat(threads.before(said.comment(), rita)).isEmpty();
    assertThat(lab.on(BASELINE)).hasSize(1);
  }

  @Test
  void nothingIsBegunAboutWhatIsNotThereOrWhatNobodyHasAHomeFor() {
    assertThat(refused(threads.open(new Topic.WholeExperiment("no-such"), "Hello", sending(), ada)))
        .contains("not there any more", "Your text is still here");
    assertThat(refused(threads.open(new Topic.Report("2026-11-29-x"), "Hello", sending(), ada)))
        .contains("not there any more");
    assertThat(refused(threads.reply(4711, "Hello", sending(), ada))).contains("no such thread");
  }

  @Test
  void aThreadOutlivesWhatItIsAbout() {
    var said = lab.say(CELL, "Why this threshold?", ben);
    lab.there.remove(CELL);

    assertThat(threads.find(said.thread(), rita)).isPresent();
    lab.answer(said.thread(), "It is gone now.", rita);
    assertThat(lab.on(CELL))
        .singleElement()
        .satisfies(thread -> {
          assertThat(thread.title()).as("as it was called last").isEqualTo("Baseline · cell");
          assertThat(thread.comments()).hasSize(2);
        });
    assertThat(lab.inbox.list(ben, Inbox.Which.UNREAD, 10).entries())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.gone()).isTrue();
          assertThat(entry.place().title()).isEqualTo("Baseline · cell");
          assertThat(entry.place().path()).isEqualTo("inbox/" + said.thread());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t "})
  void anEmptyCommentIsRefused(String text) {
    assertThat(refused(threads.open(BASELINE, text, sending(), ada)))
        .isEqualTo("Write something first.");
  }

  @Test
  void aTextOfAMegabyteIsRefusedWithHowLongItMayBe() {
    assertThat(refused(threads.open(BASELINE, "@a ".repeat(350_000), sending(), ada)))
        .isEqualTo(
            "A comment has at most 20,000 characters, and this has 1,050,000. Shorten it, or split"
                + " it.");
    var longest = "@".repeat(ThreadComment.LONGEST);
    lab.say(BASELINE, longest, ada);
    assertThat(lab.on(BASELINE).getFirst().comments().getFirst().text()).isEqualTo(longest);
  }

  @Test
  void whatAFormSendsTwiceCountsOnce() throws Exception {
    var form = sending();
    var first = posted(threads.open(BASELINE, "Hello", form, ada));
    assertThat(threads.open(BASELINE, "Hello", form, ada)).isEqualTo(first);
    var other = sending();
    var answers =
        together(() -> threads.reply(first.thread(), "Once", other, ben), 8).stream().distinct();
    assertThat(answers).hasSize(1);
    assertThat(lab.on(BASELINE))
        .singleElement()
        .satisfies(thread -> assertThat(thread.comments()).hasSize(2));
  }

  @Test
  void ofManyWhoWriteAtOnceEverybodyIsHeard() throws Exception {
    var said = lab.say(BASELINE, "Who is there?", ada);
    together(() -> threads.reply(said.thread(), "I am", sending(), ben), 16);
    assertThat(lab.on(BASELINE).getFirst().comments()).hasSize(17);
    assertThat(lab.store.find(said.thread()).orElseThrow().lastComment())
        .isEqualTo(lab.on(BASELINE).getFirst().comments().getLast().id());
    assertThat(together(() -> threads.turn(said.thread(), true, ben), 8)).hasSize(8);
    assertThat(lab.database.sql("select count(*) from thread_turn").query(Integer.class).single())
        .isEqualTo(1);
  }

  @Test
  void anEditAndAReplyCallTheSamePersonAtOnceAndBothAreTaken() throws Exception {
    for (int round = 0; round < 20; round++) {
      var called = lab.add("Called" + round, Role.REVIEWER);
      var said = lab.say(BASELINE, "Who knows?", ben);
      var text = "@Called%d knows".formatted(round);
      var answers =
          together(
              List.of(
                  () -> threads.edit(said.comment(), 0, text, ben),
                  () -> threads.reply(said.thread(), text, sending(), ada),
                  () -> threads.reply(said.thread(), text, sending(), rita)));
      assertThat(answers).allSatisfy(TalkingLab::posted);
      assertThat(lab.inbox.unread(called)).isEqualTo(1);
    }
  }

  private static List<Posting> together(Callable<Posting> work, int many)
      throws InterruptedException, ExecutionException {
    return together(IntStream.range(0, many).mapToObj(_ -> work).toList());
  }

  private static List<Posting> together(List<Callable<Posting>> work)
      throws InterruptedException, ExecutionException {
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = workers.invokeAll(work);
      var all = new java.util.ArrayList<Posting>();
      for (var result : results) {
        all.add(result.get());
      }
      return all;
    }
  }

  @Test
  void oneEditsWhatOneSaidOneselfAndWhatItSaidBeforeIsKept() {
    var said = lab.say(BASELINE, "Teh eyes", ben);
    posted(threads.edit(said.comment(), 0, "The eyes", ben));
    posted(threads.edit(said.comment(), 1, "The eyes, both", ben));

    var now = lab.on(BASELINE).getFirst().comments().getFirst();
    assertThat(now.text()).isEqualTo("The eyes, both");
    assertThat(now.version()).isEqualTo(2);
    assertThat(now.editedAt()).isPresent();
    assertThat(threads.before(said.comment(), rita)).containsExactly("Teh eyes", "The eyes");
    assertThat(refused(threads.edit(said.comment(), 1, "The mouth", ben)))
        .contains("edited this comment elsewhere meanwhile");
    assertThat(refused(threads.edit(said.comment(), 2, "The mouth", ada)))
        .startsWith("Only its author can edit a comment");
    assertThat(refused(threads.edit(said.comment(), 2, " ", ben)))
        .isEqualTo("Write something first.");
    posted(threads.edit(said.comment(), 2, "The eyes, both", ben));
    assertThat(lab.on(BASELINE).getFirst().comments().getFirst().version())
        .as("nothing was changed")
        .isEqualTo(2);
  }

  @Test
  void whatIsWithdrawnIsStillThereAndAnOwnerSaysWhy() {
    var said = lab.say(BASELINE, "Nonsense", ben);
    assertThatThrownBy(() -> threads.withdraw(said.comment(), "I dislike it", rita))
        .isInstanceOf(NotAllowed.class);
    assertThat(refused(threads.withdraw(said.comment(), " ", ada))).startsWith("Say why");
    assertThat(refused(threads.withdraw(said.comment(), "x".repeat(501), ada)))
        .contains("at most 500 characters, and this has 501");
    posted(threads.withdraw(said.comment(), "Names a participant", ada));

    var withdrawn = lab.on(BASELINE).getFirst().comments().getFirst();
    assertThat(withdrawn.withdrawal())
        .hasValueSatisfying(it -> {
          assertThat(it.by().name()).isEqualTo("Ada");
          assertThat(it.reason()).isEqualTo("Names a participant");
        });
    assertThat(withdrawn.text()).isEqualTo("Nonsense");
    assertThat(threads.before(said.comment(), ada)).isEmpty();
    assertThat(lab.audit.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 10))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.kind()).isEqualTo("comment-withdrawn");
          assertThat(entry.details()).contains("Names a participant").doesNotContain("Nonsense");
        });
    assertThat(refused(threads.edit(said.comment(), 0, "Sense", ben))).contains("is withdrawn");
    assertThatThrownBy(() -> threads.bringBack(said.comment(), ben)).isInstanceOf(NotAllowed.class);
    posted(threads.bringBack(said.comment(), ada));
    posted(threads.withdraw(said.comment(), "", ben));
    assertThat(refused(threads.withdraw(said.comment(), "", ben))).contains("withdrawn already");
    posted(threads.bringBack(said.comment(), ben));
    assertThat(lab.on(BASELINE).getFirst().comments().getFirst().withdrawal()).isEmpty();
  }

  @Test
  void whoeverMayCommentResolvesAThreadAndOpensItAgain() {
    var said = lab.say(BASELINE, "Is it so?", ben);
    posted(threads.turn(said.thread(), true, rita));
    assertThat(threads.counts(TopicGroup.of(CELL), ben))
        .containsOnly(java.util.Map.entry(BASELINE, new ThreadCount(1, 0, "Baseline")));
    assertThat(lab.on(BASELINE).getFirst().turn())
        .hasValueSatisfying(turn -> assertThat(turn.by().name()).isEqualTo("Rita"));
    posted(threads.turn(said.thread(), false, ben));
    assertThat(lab.on(BASELINE).getFirst().resolved()).isFalse();
    assertThat(lab.on(BASELINE).getFirst().turn())
        .hasValueSatisfying(turn -> assertThat(turn.by().name()).isEqualTo("Ben"));
  }

  @Test
  void aPlaceOnAPictureIsKeptWithTheThread() {
    var picture = (Topic.Picture) PICTURE;
    var area = new Spot.Area(0.25, 0.5, 0.125, 0.0625);
    lab.say(new Topic.Picture(picture.run(), 3, Optional.of(area)), "This eye", rita);
    lab.say(new Topic.Picture(picture.run(), 3, Optional.of(new Spot.Point(0, 1))), "Here", rita);
    lab.say(PICTURE, "All of it", rita);
    assertThat(lab.on(PICTURE))
        .extracting(thread -> thread.topic().spot())
        .containsExactly(Optional.of(area), Optional.of(new Spot.Point(0, 1)), Optional.empty());
    assertThat(lab.told).contains(new ThreadsChanged(PICTURE, 1));
  }

  @Test
  void aPlaceLiesOnThePicture() {
    for (var wrong : new double[] {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new Spot.Point(wrong, 0.5))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Spot.Area(0.5, 0.5, wrong, 0.5))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Spot.Area(0.75, 0, 0.5, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Spot.Area(0, 0, 0, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Spot.Area(0.1, 0.7, 0.9, 0.3).width()).isEqualTo(0.9);
  }

  @Test
  void ofALongThreadTheNewestCommentsAreShownAndTheOthersCounted() {
    var said = lab.say(BASELINE, "0", ada);
    for (int comment = 1; comment <= 120; comment++) {
      lab.answer(said.thread(), String.valueOf(comment), ben);
    }
    var thread = lab.on(BASELINE).getFirst();
    assertThat(thread.comments()).hasSize(100);
    assertThat(thread.comments().getLast().text()).isEqualTo("120");
    assertThat(thread.earlier()).isEqualTo(21);
    assertThat(threads.earlier(said.thread(), thread.comments().getFirst().id(), rita))
        .hasSize(21)
        .first()
        .satisfies(comment -> assertThat(comment.text()).isEqualTo("0"));
  }
}
