package lab.harmony.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.harmony.people.Person;
import lab.harmony.people.Role;
import lab.harmony.people.Somebody;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class MentionsTest {

  private static final Person ADA = person("Ada");
  private static final Person LOVELACE = person("Ada Lovelace");
  private static final Person RTL = person("עדה");
  private static final Person TAGGED = person("<b>*x*</b>");
  private static final Mentions MENTIONS = new Mentions(List.of(ADA, LOVELACE, RTL, TAGGED));

  private static Person person(String name) {
    return new Person(Somebody.named(name).id(), name, Role.REVIEWER, true);
  }

  private static String stored(String typed) {
    return switch (MENTIONS.stored(typed)) {
      case Mentions.Kept.Text(var text) -> text;
      case Mentions.Kept.Unclear(var sentence) -> throw new AssertionError(sentence);
    };
  }

  @Test
  void theLongestNameIsMeantAndTheTextCanBeTypedAgain() {
    var typed = "@ada, ask (@Ada Lovelace) and @עדה or @<b>*x*</b>: is @Adam here?";
    assertThat(stored(typed))
        .isEqualTo(
            "@%s, ask (@%s) and @%s or @%s: is @Adam here?"
                .formatted(ADA.id(), LOVELACE.id(), RTL.id(), TAGGED.id()));
    assertThat(MENTIONS.in(stored(typed)))
        .containsExactly(ADA.id(), LOVELACE.id(), RTL.id(), TAGGED.id());
    assertThat(MENTIONS.typed(stored(typed))).isEqualTo(typed.replace("@ada", "@Ada"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ada@Ada", "x.@Ada", "@@Ada", "_@Ada", "@", "@ Ada", "é@Ada", "@Adaé", "𝒜@Ada"})
  void whatIsNoMentionStaysAsItIs(String typed) {
    assertThat(stored(typed)).isEqualTo(typed);
    assertThat(MENTIONS.in(typed)).isEmpty();
  }

  @Test
  void anIdThatNobodyHasMentionsNobody() {
    var text = "@" + Somebody.named("nobody").id();
    assertThat(stored(text)).isEqualTo(text);
    assertThat(MENTIONS.in(text)).isEmpty();
    assertThat(MENTIONS.typed(text)).isEqualTo(text);
  }

  @Test
  void whoSharesANameIsToldApartByTheBeginningOfTheId() {
    var namesake = new Person(Somebody.named("another").id(), "ada", Role.REVIEWER, true);
    var mentions = new Mentions(List.of(ADA, namesake));
    assertThat(mentions.stored("Hello @Ada!"))
        .isInstanceOfSatisfying(
            Mentions.Kept.Unclear.class,
            unclear ->
                assertThat(unclear.sentence())
                    .startsWith("2 people are called ")
                    .contains(mentions.typed(ADA), " or ", mentions.typed(namesake)));
    var typed = "Hello %s and %s!".formatted(mentions.typed(namesake), mentions.typed(ADA));
    assertThat(typed).contains("~");
    assertThat(mentions.stored(typed))
        .isEqualTo(new Mentions.Kept.Text("Hello @%s and @%s!".formatted(namesake.id(), ADA.id())));
    assertThat(mentions.typed("@" + ADA.id())).isEqualTo(mentions.typed(ADA));
  }
}
