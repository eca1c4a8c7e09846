package lab.harmony.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import lab.harmony.people.People;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;

@Tag("unit")
class CurrentPersonTest {

  @TempDir Path folder;

  private People people() throws Exception {
    return new SmallLab(folder).people;
  }

  @Test
  void whereNoPagesAreServedTheOwnerOfTheMachineActs() throws Exception {
    var people = people();
    var beans = new DefaultListableBeanFactory();
    var person =
        new CurrentPerson(people, beans.getBeanProvider(SecurityContextHolderStrategy.class));
    assertThat(person.id()).isEqualTo(people.localId());
  }

  @Test
  void wherePagesAreServedAThreadThatNobodyIsKnownOfActsForNobody() throws Exception {
    var people = people();
    var beans = new DefaultListableBeanFactory();
    var contexts =
        new org.springframework.security.core.context.ListeningSecurityContextHolderStrategy(
            event -> {});
    beans.registerSingleton("contexts", contexts);
    var person =
        new CurrentPerson(people, beans.getBeanProvider(SecurityContextHolderStrategy.class));
    assertThatThrownBy(person::actor)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nobody is signed in");
    contexts.setContext(new SecurityContextImpl());
    assertThatThrownBy(person::actor).isInstanceOf(IllegalStateException.class);
    assertThat(person.signedIn()).isEmpty();
  }
}
