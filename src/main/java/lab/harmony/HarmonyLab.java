package lab.harmony;

import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The application: one Spring context with the screens, the services and the supervisor of the
/// engine processes.
@Push
@SpringBootApplication
public class HarmonyLab implements AppShellConfigurator {

  public static void main(String[] arguments) {
    SpringApplication.run(HarmonyLab.class, arguments);
  }
}
