package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldTester;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import lab.harmony.notebooks.ExperimentKeeping;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.people.Role;
import lab.harmony.threads.Inbox;
import lab.harmony.threads.ThreadComment;
import lab.harmony.threads.Topic;
import lab.harmony.workspace.Trash;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What is said beside the screens.
@Tag("unit")
class ThreadsViewTest extends TalkLab {

  @Autowired ExperimentKeeping keeping;
  @Autowired Notebooks notebooks;

  @Test
  void whatIsSaidOnAnExperimentStandsThereAtOnceAndComesFromOthers() {
    var slug = experiment("Said on an experiment");
    open("experiments/" + slug + "?talk");
    awaitShown("This experiment", "Nobody has said anything about this yet.");
    send(form("Start a thread"), "Do the **eyes** tell it? <script>alert(1)</script>");
    awaitShown("Ada", "Do the eyes tell it?", "Resolve");
    assertThat(shown()).doesNotContain("alert(1)");
    assertThat(mark("1 thread about this experiment, 1 open")).isNotNull();

    var ben = add("Ben of threads", Role.RESEARCHER);
    var thread = on(new Topic.WholeExperiment(slug)).getFirst();
    threads.reply(thread.id(), "The mouth does.", UUID.randomUUID().toString(), ben);
    awaitShown("Ben of threads", "The mouth does.");
    everybody.rename(ben.person(), "Benjamin");
    awaitShown("Benjamin");

    click(quiet("Resolve"));
    awaitShown("✓ Resolved by Ada", "Reopen", "Show");
    click(quiet("Reopen"));
    awaitShown("Reopened by Ada", "Resolve");
  }

  @Test
  void aCommentThatIsNotTakenSaysWhyBesideTheForm() {
    var slug = experiment("Not taken");
    open("experiments/" + slug + "?talk");
    awaitShown("Nobody has said anything");
    send(form("Start a thread"), "x".repeat(20_001));
    assertThat(form("Start a thread").getProperty("problem"))
        .contains("at most 20,000 characters, and this has 20,001");
    send(form("Start a thread"), "Shorter");
    awaitShown("Shorter");
    assertThat(form("Start a thread").getProperty("problem")).isEmpty();
  }

  @Test
  void peopleAreMentionedByTheNameOfNowAndNamesAreNoHtml() {
    var slug = experiment("Mentioned");
    var hostile = add("<img src=x onerror=alert(1)>", Role.RESEARCHER);
    var turned = add("Eve \u05E2\u05D3\u05D4", Role.RESEARCHER);
    open("experiments/" + slug + "?talk");
    awaitShown("Nobody has said anything");
    send(form("Start a thread"), "@<img src=x onerror=alert(1)> and @Eve \u05E2\u05D3\u05D4, look");
    awaitShown("@<img src=x onerror=alert(1)>", "look");
    var html =
        elements("div").stream()
            .map(it -> it.getProperty("innerHTML", ""))
            .filter(it -> it.contains("look"))
            .findFirst()
            .orElseThrow();
    assertThat(html).contains("<bdi class=\"mention\">@&lt;img").doesNotContain("<img");
    assertThat(html).contains("<bdi class=\"mention\">@Eve \u05E2\u05D3\u05D4</bdi>");
    assertThat(inbox.unread(hostile)).isEqualTo(1);
    assertThat(inbox.unread(turned)).isEqualTo(1);
    everybody.rename(turned.person(), "Eve");
    awaitShown("@Eve, look");
  }

  @Test
  void oneEditsAndWithdrawsWhatOneSaidAndSeesWhatItSaidBefore() {
    var slug = experiment("Edited");
    open("experiments/" + slug + "?talk");
    awaitShown("Nobody has said anything");
    send(form("Start a thread"), "Teh eyes");
    awaitShown("Teh eyes");
    click(quiet("Edit"));
    assertThat(form("Edit the comment").getProperty("initial")).isEqualTo("Teh eyes");
    send(form("Edit the comment"), "The eyes");
    assertThat(form("Edit the comment").isVisible())
        .as("it is there until the browser has forgotten its draft")
        .isTrue();
    answered();
    awaitShown("The eyes", "edited");
    click(quiet("Edit"));
    assertThat(form("Edit the comment").getProperty("draft"))
        .as("what was begun on other words does not come back on these")
        .endsWith("version 1");
    tell(form("Edit the comment"), "comment-cancel", "{}");
    click(quiet("edited"));
    awaitShown("It said before:", "Teh eyes");
    click(quiet("Withdraw"));
    awaitShown("Withdrawn by its author");
    assertThat(shown()).doesNotContain("Teh eyes").doesNotContain("The eyes");
    click(quiet("Bring back"));
    awaitShown("The eyes");
  }

  @Test
  void anOwnerSaysWhyWhenTheyWithdrawWhatAnotherSaid() {
    var slug = experiment("Withdrawn");
    var ben = add("Ben who is withdrawn", Role.RESEARCHER);
    say(new Topic.WholeExperiment(slug), "Names a participant", ben);
    open("experiments/" + slug + "?talk");
    awaitShown("Names a participant");
    click(quiet("Withdraw…"));
    var reason =
        find(TextField.class).withCondition(it -> it.getLabel().startsWith("Why")).single();
    click(quiet("Withdraw"));
    assertThat(reason.isInvalid()).isTrue();
    assertThat(reason.getErrorMessage()).startsWith("Say why");
    new TextFieldTester<>(reason).setValue("Privacy");
    click(quiet("Withdraw"));
    awaitShown("Withdrawn by Ada", ": Privacy");
    assertThat(shown()).doesNotContain("Names a participant");
  }

  @Test
  void aCellHasAMarkAndItsThreadStaysWhenItIsGone() {
    var slug = new ExperimentSlug(experiment("With a cell"));
    var cell = cells(slug).getFirst();
    open("experiments/" + slug);
    awaitShown("With a cell");
    say(new Topic.NotebookCell(slug.value(), cell.value()), "Which table?", by("Ada"));
    awaitThat(
        () ->
            find(NativeButton.class)
                .withCondition(it ->
                    "1 thread about this cell, 1 open"
                        .equals(it.getElement().getAttribute("aria-label")))
                .exists(),
        this::shown);
    click(mark("about this cell"));
    awaitShown("Which table?");

    notebooks.delete(slug, cell, by("Ada"));
    open("experiments/" + slug + "?talk");
    awaitShown("Said about other parts", "Gone: With a cell", "1 open");
    var line = find(NativeButton.class).withCondition(it -> it.hasClassName("talk__line")).first();
    click(line);
    awaitShown("Which table?");
  }

  private List<CellId> cells(ExperimentSlug slug) {
    return ((OpenedNotebook.Readable) notebooks.open(slug))
        .notebook().cells().stream().map(cell -> cell.id()).toList();
  }

  @Test
  void anAddressOfNoCellOpensNothingWorse() {
    var slug = experiment("Addressed");
    for (var asked : List.of("x".repeat(500), "%3Cscript%3E", "no-such-cell")) {
      open("experiments/" + slug + "?talk=" + asked);
      awaitShown("Addressed");
    }
    awaitShown("is not there any more");
  }

  @Test
  void theInboxShowsWhatOneHasNotReadAndWhatWasReadCanBeFoundAgain() {
    var slug = experiment("In the inbox");
    var ben = add("Ben of the inbox", Role.RESEARCHER);
    var all = inbox.list(by("Ada"), Inbox.Which.UNREAD, 1000).entries();
    inbox.read(all, by("Ada"));
    open("inbox");
    awaitShown("You have read everything");
    var said = say(new Topic.WholeExperiment(slug), "What **about** this, @Ada?", ben);
    awaitShown("In the inbox", "1 new", "mentions you", "Ben of the inbox What about this, @Ada?");
    threads.reply(said.thread(), "Anybody?", UUID.randomUUID().toString(), ben);
    awaitShown("2 new", "Ben of the inbox Anybody?");
    awaitThat(
        () ->
            find(Span.class)
                .withCondition(it -> it.hasClassName("shell__count") && it.getText().equals("1"))
                .exists(),
        this::shown);

    open("inbox/" + said.thread());
    awaitShown("What about this, @Ada?", "Open where it is");
    assertThat(inbox.unread(by("Ada"))).as("nobody has had it in sight yet").isEqualTo(1);
    inSight("What about this");
    awaitShown("1 new", "Anybody?");
    inSight("Anybody?");
    awaitShown("You have read everything");
    assertThat(inbox.unread(by("Ada"))).isZero();
    open("inbox?show=all");
    awaitShown("In the inbox");
    threads.reply(said.thread(), "Now?", UUID.randomUUID().toString(), ben);
    awaitShown("1 new", "Now?");
    click(quiet("Mark as read"));
    awaitThat(() -> !shown().contains("1 new"), this::shown);
  }

  @Test
  void theThreadOfADeletedExperimentIsFoundInTheInbox() {
    var slug = experiment("Deleted and talked about");
    var ben = add("Ben of the deleted", Role.RESEARCHER);
    var said = say(new Topic.WholeExperiment(slug), "@Ada, may this go?", ben);
    keeping.delete(new ExperimentSlug(slug), by("Ada"));
    open("inbox");
    awaitShown("Gone: Deleted and talked about", "may this go?");
    open("inbox/" + said.thread());
    awaitShown("Gone: Deleted and talked about", "may this go?");
    assertThat(shown()).doesNotContain("Open where it is");
    send(form("Reply"), "It may.");
    awaitShown("It may.");
  }

  @Test
  void anExperimentThatTakesTheNameOfADeletedOneHasNoneOfItsThreads() {
    var slug = experiment("Named twice");
    var first = new Topic.WholeExperiment(slug);
    var old = say(first, "About the first", by("Ada"));
    var deletion =
        (ExperimentKeeping.Deletion.Deleted) keeping.delete(new ExperimentSlug(slug), by("Ada"));
    assertThat(experiment("Named twice")).isEqualTo(slug);
    assertThat(on(first)).isEmpty();
    open("experiments/" + slug + "?talk");
    awaitShown("Nobody has said anything about this yet.");
    assertThat(shown()).doesNotContain("About the first");
    open("inbox?show=everything");
    awaitShown("Gone: Named twice");
    open("inbox/" + old.thread());
    awaitShown("Gone: Named twice", "About the first");
    assertThat(shown()).doesNotContain("Open where it is");
    send(form("Reply"), "It was taken again.");
    awaitShown("It was taken again.");
    assertThat(on(first)).isEmpty();

    say(first, "About the second", by("Ada"));
    keeping.delete(new ExperimentSlug(slug), by("Ada"));
    assertThat(keeping.restore(deletion, by("Ada"))).isEmpty();
    assertThat(on(first))
        .singleElement()
        .satisfies(thread ->
            assertThat(thread.comments())
                .extracting(ThreadComment::text)
                .containsExactly("About the first", "It was taken again."));
  }

  @Test
  void anExperimentWhoseFolderIsMovedBackByHandHasItsThreadsAgain() throws IOException {
    var slug = experiment("Moved by hand");
    var topic = new Topic.WholeExperiment(slug);
    var said = say(topic, "Still about this", by("Ada"));
    var thrown = deleted(slug).thrown();
    open("inbox/" + said.thread());
    awaitShown("Gone: Moved by hand");
    Files.move(thrown.folder(), thrown.from());
    assertThat(Trash.isName(thrown.folder().getFileName().toString(), slug)).isTrue();
    assertThat(Trash.isName("taken " + thrown.folder().getFileName(), slug)).isFalse();
    assertThat(Trash.isName(slug + "-of-another-20261129-120000-000", slug)).isFalse();
    awaitThat(() -> on(topic).size() == 1, () -> on(topic).toString());
    awaitThat(() -> !Files.exists(thrown.from().resolve(".deleted")), () -> "marked");
    open("experiments/" + slug + "?talk");
    awaitShown("Still about this");
  }

  @Test
  void whatIsMadeAnewUnderANameHasNoThreadsAlsoWhereTheTrashWasEmptied() throws IOException {
    var slug = experiment("Emptied trash");
    var topic = new Topic.WholeExperiment(slug);
    say(topic, "About the first", by("Ada"));
    var first = deleted(slug).thrown();
    assertThat(experiment("Emptied trash")).isEqualTo(slug);
    say(topic, "About the second", by("Ada"));
    FileUtils.deleteDirectory(first.from().toFile());
    Files.move(first.folder(), first.from());
    awaitThat(
        () ->
            on(topic).stream()
                .map(it -> it.comments().getFirst().text())
                .toList()
                .equals(List.of("About the first")),
        () -> on(topic).toString());
    FileUtils.deleteDirectory(deleted(slug).thrown().folder().toFile());
    assertThat(experiment("Emptied trash")).isEqualTo(slug);
    assertThat(on(topic)).isEmpty();
  }

  private ExperimentKeeping.Deletion.Deleted deleted(String slug) {
    return (ExperimentKeeping.Deletion.Deleted) keeping.delete(new ExperimentSlug(slug), by("Ada"));
  }

  @Test
  void whoeverMayNotLookAnyMoreHearsNothingOfAThread() {
    var slug = experiment("Not for long");
    var ben = add("Ben who goes on", Role.RESEARCHER);
    var cleo = add("Cleo who leaves", Role.RESEARCHER);
    var said = say(new Topic.WholeExperiment(slug), "Seen by @Cleo who leaves", ben);
    as(
        cleo,
        () -> {
          for (var address : List.of("inbox/" + said.thread(), "experiments/" + slug + "?talk")) {
            roles.give(cleo.person(), Role.RESEARCHER, by("Ada"));
            open(address);
            awaitShown("Seen by");
            roles.give(cleo.person(), Role.READER, by("Ada"));
            threads.reply(said.thread(), "A secret", UUID.randomUUID().toString(), ben);
            awaitThat(() -> said().isEmpty(), this::shown);
            threads.reply(said.thread(), "Another", UUID.randomUUID().toString(), ben);
            awaitThat(
                () -> on(new Topic.WholeExperiment(slug)).getFirst().comments().size() > 1,
                this::shown);
            assertThat(said()).isEmpty();
            assertThat(inbox.unread(cleo)).isZero();
          }
        });
  }

  /// What Ben said, where it stands on the screen.
  private List<String> said() {
    return elements("div").stream()
        .filter(it -> it.getClassList().contains("prose"))
        .map(it -> it.getProperty("innerHTML", ""))
        .filter(it -> it.contains("Seen by") || it.contains("A secret") || it.contains("Another"))
        .toList();
  }

  @Test
  void ofALongThreadWhatWasShownStaysAndIsOfNow() {
    var slug = experiment("Long thread");
    var ben = add("Ben who talks", Role.RESEARCHER);
    var first = say(new Topic.WholeExperiment(slug), "Said 0.", ben);
    for (int number = 1; number < 105; number++) {
      threads.reply(
          first.thread(), "Said %d.".formatted(number), UUID.randomUUID().toString(), ben);
    }
    open("experiments/" + slug + "?talk");
    awaitShown("Show 5 earlier comments", "Said 5.");
    click(quiet("Show 5 earlier comments"));
    awaitShown("Said 0.");
    threads.reply(first.thread(), "Said 105.", UUID.randomUUID().toString(), ben);
    threads.reply(first.thread(), "Said 106.", UUID.randomUUID().toString(), ben);
    awaitShown("Said 106.");
    for (int number = 0; number <= 106; number++) {
      assertThat(shown()).containsOnlyOnce("Said %d.".formatted(number));
    }
    assertThat(shown()).doesNotContain("earlier comment");
    threads.edit(first.comment(), 0, "Said otherwise.", ben);
    awaitShown("Said otherwise.");
  }

  @Test
  void anInboxOfNoThreadIsNotFound() {
    for (var asked : List.of("0", "-1", "99999999999999999999", "x")) {
      open("inbox/" + asked);
      awaitShown("Nothing is at this address");
    }
  }
}
