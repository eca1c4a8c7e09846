package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.cli.Verbs;
import lab.harmony.people.Actor;
import lab.harmony.people.People;
import lab.harmony.people.Right;
import lab.harmony.people.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/// What services do in somebody's name, and the verbs, against the tables of `docs/security.md`.
/// One that is new and has no row there fails the build.
@Tag("unit")
class ActionRightsTest extends FullLab {

  private final Map<Role, Actor> somebody = new EnumMap<>(Role.class);

  @Autowired People people;
  @Autowired ApplicationContext lab;

  @Test
  void theTableOfRightsIsTheOneThatServicesAsk() {
    assertThat(Matrix.rows("Rights"))
        .containsExactlyElementsOf(
            Arrays.stream(Right.values())
                .map(right ->
                    Stream.concat(
                            Stream.concat(
                                Stream.of(right.name()),
                                Arrays.stream(Role.values())
                                    .map(role -> right.has(role) ? "✓" : "")),
                            Stream.of(right.words()))
                        .toList())
                .toList());
  }

  @Test
  void everyVerbStandsInTheTableWithWhatItNeeds() {
    assertThat(Verbs.needs()).isEqualTo(Matrix.table("Verbs"));
  }

  /// A row that names no right says in words what holds, and has tests of its own.
  @Test
  void everyActionOfAServiceIsRefusedToWhoeverMayNotAndBeforeAnythingElse() {
    var table = Matrix.table("Actions");
    var actions = new Actions(lab).all();
    assertThat(actions.keySet()).as("the actions of docs/security.md").isEqualTo(table.keySet());
    table.forEach((name, needs) -> {
      if (needs.matches("[A-Z_]+")) {
        var right = Right.valueOf(needs);
        for (var role : Role.values()) {
          if (!right.has(role)) {
            assertThat(Objects.requireNonNull(actions.get(name)).refused(actor(role)))
                .as("%s by %s", name, role.word())
                .containsOnly(Optional.of(right));
          }
        }
        assertThat(Objects.requireNonNull(actions.get(name)).refused(actorLeftOut()))
            .as("%s by somebody who may not sign in", name)
            .containsOnly(Optional.of(right));
      }
    });
  }

  private Actor actor(Role role) {
    return somebody.computeIfAbsent(role, it -> Actor.of(people.add("Somebody, " + it.word(), it)));
  }

  private Actor actorLeftOut() {
    return Actor.of(people.named("Somebody of long ago"));
  }

  @Test
  void everyRightIsAskedForSomewhere() {
    var asked =
        Stream.of("Screens", "Addresses", "Verbs", "Actions")
            .flatMap(table -> Matrix.table(table).values().stream())
            .collect(Collectors.joining(" "));
    assertThat(Right.values()).allSatisfy(right -> assertThat(asked).contains(right.name()));
  }
}
